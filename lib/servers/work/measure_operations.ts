import { z } from "zod";
import { claimMeasures, listMeasured, lockMeasured, noteMeasured } from "@/db/queries/measures";
import { setWanted } from "@/db/queries/servers";
import { volumeName } from "@/lib/docker/names";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { addressOf } from "@/lib/nodes/engine";
import { nothing } from "@/lib/organisations/schema";
import { onNode } from "@/lib/servers/schema";
import { uuid } from "@/lib/text";

/** How often the files of each node's servers are measured, in seconds. */
export const measureSeconds = 300;

/** Takes the nodes that are due, each for one process alone. */
export const claimDueMeasures = systemCommand("node.claimMeasure", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "a stamp of who measures" },
  event: null,
  run: async ({ trx }) =>
    (await claimMeasures(trx, measureSeconds - 10)).map((node) => ({ id: node.id, engine: addressOf(node) })),
});

/** What the rows say of a node's volumes. */
export const readVolumesOn = systemCommand("server.readVolumes", {
  input: onNode,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only reads" },
  event: null,
  run: async ({ trx }, { node }) =>
    (await listMeasured(trx, node)).map((row) => ({ ...row, volume: row.volume ?? volumeName(row.id) })),
});

const measureInput = z.strictObject({
  server: uuid,
  organisationId: uuid,
  volume: z.string().max(100),
  bytes: z.number().int().min(0),
  layerBytes: z.number().int().min(0),
});

/**
 * Notes what a server takes: its files, and what its container wrote beside them. One that takes more than its disk is stopped. Files are
 * left for people to delete; nobody can delete what lies beside them, so where that is what’s too much it goes with the container.
 */
export const noteMeasure = systemCommand("server.measure", {
  did: "stopped, as its disk was full, the server",
  event: null,
  input: measureInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, audit, enqueue }, { server, organisationId, volume, bytes, layerBytes }) {
    const row = await lockMeasured(trx, organisationId, server);
    // Another volume by now: what was measured isn't what it has.
    if (!row || (row.volume ?? volumeName(server)) !== volume || row.restoring) return audit(null);
    const most = row.diskMb * 1_048_576;
    const over = bytes + layerBytes > most && row.wanted === "running" && row.state === "running";
    const empty = over && (bytes <= most || layerBytes > most);
    await noteMeasured(trx, organisationId, server, { bytes, layerBytes: empty ? 0 : layerBytes });
    if (!over) return audit(null);
    await setWanted(trx, organisationId, server, { wanted: "stopped", kick: empty ? "empty" : null });
    enqueue("server", { server, organisationId });
    const problem = `${empty ? "What it wrote beside its files takes" : "Its files take"} more than its disk.`;
    audit({ target: { id: server, name: row.name }, after: { action: "stop", problem, bytes: bytes + layerBytes } });
  },
});
