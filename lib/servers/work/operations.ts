import type { Trx } from "@/db/client";
import { lockFor } from "@/db/queries/server_ends";
import {
  claimForgotten,
  claimWork,
  deleteServerRow,
  extendClaim,
  lockWork,
  noteProgress,
  releasePorts,
  settleWork,
  type WorkRow,
} from "@/db/queries/server_work";
import type { EngineAddress } from "@/lib/docker/engine";
import type { Profile } from "@/lib/docker/profile";
import { imageRefusal } from "@/lib/images/registries";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { addressOf } from "@/lib/nodes/engine";
import { nothing } from "@/lib/organisations/schema";
import { noteProgressInput, oneWork, settleInput } from "@/lib/servers/schema";
import type { ServerPort } from "@/lib/servers/view";
import { unsealEnvironment } from "@/lib/servers/work/environment";
import { profileOf } from "@/lib/servers/work/profile";

/** What a job has to bring about, and where. */
export interface Work {
  id: string;
  organisationId: string;
  nodeId: string;
  generation: number;
  image: string;
  /** Why its image isn’t taken any more; null when it is. */
  imageRefusal: string | null;
  environment: Record<string, string>;
  memoryMb: number;
  cores: number;
  ports: ServerPort[];
  /** How its image is run. */
  profile: Profile;
  volume: string | null;
  wanted: "running" | "stopped" | "gone";
  kick: "restart" | "kill" | "empty" | null;
  wish: number;
  /** It is still being made. */
  unfinished: boolean;
  engine: EngineAddress;
}

function workOf(row: WorkRow, refusal: string | null): Work {
  const { id, organisationId, nodeId, image, memoryMb, cores, wish, volume } = row;
  return {
    ...{ id, organisationId, nodeId, image, memoryMb, cores, wish, volume },
    imageRefusal: refusal,
    generation: row.generation,
    environment: unsealEnvironment(id, row.environment),
    ports: row.ports as unknown as ServerPort[],
    profile: profileOf(row.template, row.image),
    unfinished: ["queued", "pulling", "creating"].includes(row.state),
    wanted: row.wanted as Work["wanted"],
    kick: row.kick as Work["kick"],
    engine: addressOf({ id: row.nodeId, endpoint: row.endpoint, credentials: row.credentials }),
  };
}

const within = ({ organisationId }: { organisationId: string }) => ({ organisationId });

async function claim(trx: Trx, row: WorkRow): Promise<Work> {
  await claimWork(trx, row.organisationId, row.id);
  return workOf(row, await imageRefusal(trx, row.image));
}

/** Takes a server to work on. Null when it is gone, and while somebody else does: they see every newer wish before they end. */
export const beginWork = systemCommand("server.begin", {
  input: oneWork,
  scope: within,
  did: { unaudited: "what was wanted is in the log already" },
  event: null,
  async run({ trx }, { server, organisationId }) {
    const row = await lockWork(trx, organisationId, server);
    return row && !row.claimed ? claim(trx, row) : null;
  },
});

/** Says that somebody still works on it. */
export const keepWork = systemCommand("server.keep", {
  input: oneWork,
  scope: within,
  did: { unaudited: "a stamp of who works" },
  event: null,
  run: async ({ trx }, { server, organisationId }) => extendClaim(trx, organisationId, server),
});

/** How far it is. */
export const noteWork = systemCommand("server.note", {
  input: noteProgressInput,
  scope: within,
  did: { unaudited: "progress, several times a minute" },
  event: null,
  run: async ({ trx }, { server, organisationId, ...done }) => noteProgress(trx, organisationId, server, done),
});

/**
 * Notes what came of a wish. When another one came meanwhile, the answer is what to do next, and the server stays taken.
 * What failed for good is in the log; what was wanted is already.
 */
export const settle = systemCommand("server.settle", {
  did: "couldn’t start the server",
  event: "server.failed",
  input: settleInput,
  scope: within,
  async run({ trx, audit }, { server, organisationId, wish, freed, ...settled }) {
    const row = await lockWork(trx, organisationId, server);
    if (!row) {
      audit(null);
      return null;
    }
    if (row.leaving && freed !== undefined) await releasePorts(trx, server, freed);
    if (row.wish !== wish) {
      audit(null);
      return claim(trx, row);
    }
    await settleWork(trx, organisationId, server, settled);
    const { state, problem } = settled;
    audit(state === "failed" ? { target: { id: server, name: row.name }, after: { state, problem } } : null);
    return null;
  },
});

/** Forgets a server whose container is gone; its node gets back what it had promised. */
export const forgetServer = systemCommand("server.forget", {
  did: "removed the server",
  event: "server.deleted",
  input: oneWork,
  scope: within,
  async run({ trx, audit }, { server, organisationId }) {
    // Before the server, for its organisation's count moves with its row: whoever deletes many has both in this order too.
    await lockFor(trx, organisationId);
    const row = await lockWork(trx, organisationId, server);
    if (row?.wanted !== "gone") return audit(null);
    await deleteServerRow(trx, organisationId, server);
    audit({ target: { id: server, name: row.name } });
  },
});

/** Sets jobs for servers that nobody works on though somebody should: a worker died, or its engine was away for too long. */
export const remindWork = systemCommand("server.remind", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "what was wanted is in the log already" },
  event: null,
  async run({ trx, enqueue }) {
    for (const { id, organisationId } of await claimForgotten(trx)) enqueue("server", { server: id, organisationId });
  },
});
