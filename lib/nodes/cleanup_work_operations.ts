import {
  claimCleanups,
  forgetImage,
  listKeptOn,
  listUnusedImages,
  noteCleaned,
  noteFetchedImage,
} from "@/db/queries/cleanups";
import { backupVolumeName, volumeName } from "@/lib/docker/names";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { forgetImageInput, noteCleanedInput, noteImageInput } from "@/lib/nodes/cleanup_schema";
import { addressOf } from "@/lib/nodes/engine";
import { oneNode } from "@/lib/nodes/schema";
import { nothing } from "@/lib/organisations/schema";

const portal = () => ({ portal: true });

/** Claims the nodes whose clean-up is due, each for a single process. */
export const claimDueCleanups = systemCommand("node.claimCleanup", {
  input: nothing,
  scope: portal,
  did: { unaudited: "it only sets the next run" },
  event: null,
  run: async ({ trx }) => (await claimCleanups(trx)).map((node) => ({ id: node.id, engine: addressOf(node) })),
});

/** What must stay on a node according to the rows, and which images this portal fetched there that are unused. */
export const readKept = systemCommand("node.readKept", {
  input: oneNode,
  scope: portal,
  did: { unaudited: "it only reads" },
  event: null,
  async run({ trx }, { node }) {
    const { servers, backups } = await listKeptOn(trx, node);
    const volumes = servers.map(({ id, volume }) => volume ?? volumeName(id));
    return {
      servers: new Set(servers.map(({ id }) => id)),
      /** Their new volume isn't in any row yet. */
      restoring: new Set(servers.filter(({ restoring }) => restoring).map(({ id }) => id)),
      volumes: new Set([...volumes, ...backups.map(backupVolumeName)]),
      images: await listUnusedImages(trx, node),
    };
  },
});
export type Kept = Awaited<ReturnType<typeof readKept>>;

/** Notes the result of a clean-up. */
export const noteCleanup = systemCommand("node.noteCleanup", {
  did: "cleaned up images on",
  event: null,
  input: noteCleanedInput,
  scope: portal,
  async run({ trx, audit }, { node: id, ...cleaned }) {
    const node = await noteCleaned(trx, id, cleaned);
    const { removed, freedBytes, problem } = cleaned;
    // A run that removed nothing isn't worth a log row.
    if (!node || (removed === 0 && freedBytes === 0 && problem === null)) return audit(null);
    const after = problem === null ? { removed, freedBytes } : { removed, freedBytes, problem };
    audit({
      target: { id, name: node.name },
      after,
      ...(node.dedicatedTo && { within: { organisationId: node.dedicatedTo } }),
    });
  },
});

/** Remembers that an image was fetched for a server. */
export const noteImage = systemCommand("node.noteImage", {
  input: noteImageInput,
  scope: portal,
  did: { unaudited: "the server’s creation is in the log already" },
  event: null,
  run: ({ trx }, { node, imageId, reference }) => noteFetchedImage(trx, node, imageId, reference),
});

/** Forgets an image that is gone. */
export const dropImage = systemCommand("node.dropImage", {
  input: forgetImageInput,
  scope: portal,
  did: { unaudited: "the clean-up as a whole is in the log" },
  event: null,
  run: ({ trx }, { node, imageId }) => forgetImage(trx, node, imageId),
});
