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

/** The wanted state of a server, and everything that a job needs to reach it. */
export interface Work {
  id: string;
  organisationId: string;
  nodeId: string;
  generation: number;
  image: string;
  /** Why its image is no longer allowed; null when it is. */
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
  /** It is still being created. */
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

/** Claims a server. Null when it is gone, or while another job works on it: that job sees every newer wanted state before it ends. */
export const beginWork = systemCommand("server.begin", {
  input: oneWork,
  scope: within,
  did: { unaudited: "the request is in the log already" },
  event: null,
  async run({ trx }, { server, organisationId }) {
    const row = await lockWork(trx, organisationId, server);
    return row && !row.claimed ? claim(trx, row) : null;
  },
});

/** Extends the claim of a job that still works on the server. */
export const keepWork = systemCommand("server.keep", {
  input: oneWork,
  scope: within,
  did: { unaudited: "it only extends a claim" },
  event: null,
  run: async ({ trx }, { server, organisationId }) => extendClaim(trx, organisationId, server),
});

/** Notes the progress. */
export const noteWork = systemCommand("server.note", {
  input: noteProgressInput,
  scope: within,
  did: { unaudited: "progress, several times a minute" },
  event: null,
  run: async ({ trx }, { server, organisationId, ...done }) => noteProgress(trx, organisationId, server, done),
});

/**
 * Notes the result. If the wanted state has changed in the meantime, returns the next work and keeps the claim.
 * Only a final failure is logged: the request itself is in the log already.
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

/** Deletes the row of a server whose container is gone, and frees its allocation on the node. */
export const forgetServer = systemCommand("server.forget", {
  did: "removed the server",
  event: "server.deleted",
  input: oneWork,
  scope: within,
  async run({ trx, audit }, { server, organisationId }) {
    // Locked before the server, because deleting the row changes the organisation's count. Deleting many locks in the same order.
    await lockFor(trx, organisationId);
    const row = await lockWork(trx, organisationId, server);
    if (row?.wanted !== "gone") return audit(null);
    await deleteServerRow(trx, organisationId, server);
    audit({ target: { id: server, name: row.name } });
  },
});

/** Enqueues jobs for servers that were left unfinished because a worker died or the engine was offline for too long. */
export const remindWork = systemCommand("server.remind", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "the request is in the log already" },
  event: null,
  async run({ trx, enqueue }) {
    for (const { id, organisationId } of await claimForgotten(trx)) enqueue("server", { server: id, organisationId });
  },
});
