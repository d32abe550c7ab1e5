import type { Trx } from "@/db/client";
import { findExcess, type PoolRows } from "@/db/queries/pools";
import { AppError } from "@/lib/errors";
import type { Organisation } from "@/lib/kernel/entry";
import { amountWords, type Pool, type PoolPart, thingWords } from "@/lib/pools/words";

const parts = { memory: "memoryMb", cores: "cores", disk: "diskMb", ports: "ports" } as const;

/** A pool from the database, with whether each limit is the organisation's own. */
export const toOwnPool = ({ memory, cores, disk, ports }: PoolRows) => ({
  memoryMb: memory,
  cores,
  diskMb: disk,
  ports,
});

/** The same, for its members. */
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
 * Refuses what exceeds the organisation's pool, at the fields concerned. Reducing something is never refused. The organisation must be
 * locked; the database enforces the same rule, but without these messages.
 * @param nodeId the server's node, because dedicated nodes don't count towards the pool; null: a shared node
 * @param had the server's limits before
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
  const allocated = `with ${used === most ? "all of it" : amountWords(part, used)} already allocated`;
  const here = Math.round((had + most - used) * 100) / 100;
  const ask = used < most ? `Enter at most ${amountWords(part, here)} here, reduce` : "Reduce";
  return `${poolOf(part, most)}, ${allocated}. ${ask} or delete another server, or ask the administrator for more.`;
}

/** For members restricted to projects, who mustn't learn how much the other projects use. */
const hidden = (part: PoolPart, most: number) =>
  `${poolOf(part, most)}, and less than this is left. Enter less, or ask an owner or admin.`;

const poolOf = (part: PoolPart, most: number) => `This organisation’s pool is ${thingWords(part, most)}`;
