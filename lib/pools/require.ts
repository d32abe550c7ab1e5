import type { Trx } from "@/db/client";
import { findExcess, type PoolRows } from "@/db/queries/pools";
import { AppError } from "@/lib/errors";
import type { Organisation } from "@/lib/kernel/entry";
import { amountWords, type Pool, type PoolPart, thingWords } from "@/lib/pools/words";

const parts = { memory: "memoryMb", cores: "cores", disk: "diskMb", ports: "ports" } as const;

/** A pool as the database has it, with whether a number is the organisation's own. */
export const toOwnPool = ({ memory, cores, disk, ports }: PoolRows) => ({
  memoryMb: memory,
  cores,
  diskMb: disk,
  ports,
});

/** The same, as its members see it. */
export function toPool(rows: PoolRows): Pool {
  const share = ({ used, most }: PoolRows["cores"]) => ({ used, most });
  return {
    memoryMb: share(rows.memory),
    cores: share(rows.cores),
    diskMb: share(rows.disk),
    ports: share(rows.ports),
  };
}

type Amounts = Record<PoolPart, number>;

/**
 * Refuses what the organisation's pool hasn't, at the fields that ask for it. Less of something is never refused. The organisation must be
 * locked; whatever comes past this is stopped by the database, without the words.
 * @param nodeId where it is or would be, for its own dedicated nodes count for nothing; null: on a shared one
 * @param had what the server was promised before
 */
export async function requirePool(
  trx: Trx,
  { id, narrowed }: Organisation,
  nodeId: string | null,
  wanted: Amounts,
  had: Amounts = { memoryMb: 0, cores: 0, diskMb: 0, ports: 0 },
): Promise<void> {
  const more = {
    memoryMb: wanted.memoryMb - had.memoryMb,
    cores: wanted.cores - had.cores,
    diskMb: wanted.diskMb - had.diskMb,
    ports: wanted.ports - had.ports,
  };
  const excess = await findExcess(trx, id, nodeId, more);
  if (excess.length === 0) return;
  const said = excess.map(({ what, used, most }) => {
    const part = parts[what];
    return [part, narrowed ? hidden(part, most) : refused(part, { used, most, had: had[part] })] as const;
  });
  throw new AppError("server.pool", {
    message: said.map(([, words]) => words).join(" "),
    fields: Object.fromEntries(said.map(([part, words]) => [part, [words]])),
  });
}

function refused(part: PoolPart, { used, most, had }: { used: number; most: number; had: number }): string {
  const promised = `with ${used === most ? "all of it" : amountWords(part, used)} already promised to its servers`;
  const here = Math.round((had + most - used) * 100) / 100;
  const ask = used < most ? `Ask for at most ${amountWords(part, here)} here, make` : "Make";
  return `${poolOf(part, most)}, ${promised}. ${ask} another server smaller or delete one, or ask the portal’s administrator for more.`;
}

/** Whoever sees some projects alone isn't told what the others have. */
const hidden = (part: PoolPart, most: number) =>
  `${poolOf(part, most)}, and less than this is left. Ask for less, or ask an owner or admin.`;

const poolOf = (part: PoolPart, most: number) => `This organisation’s pool is ${thingWords(part, most)}`;
