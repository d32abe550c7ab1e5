import { z } from "zod";
import { claimMeasures, listMeasured, lockMeasured, noteMeasured } from "@/db/queries/measures";
import { setWanted } from "@/db/queries/servers";
import { volumeName } from "@/lib/docker/names";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { addressOf } from "@/lib/nodes/engine";
import { nothing } from "@/lib/organisations/schema";
import { onNode } from "@/lib/servers/schema";
import { uuid } from "@/lib/text";

/** How often each node's servers are measured, in seconds. */
export const measureSeconds = 300;

/** Claims the nodes that are due, each for a single process. */
export const claimDueMeasures = systemCommand("node.claimMeasure", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "it only notes when a node was measured" },
  event: null,
  run: async ({ trx }) =>
    (await claimMeasures(trx, measureSeconds - 10)).map((node) => ({ id: node.id, engine: addressOf(node) })),
});

/** The servers of a node with their volumes, as the rows have them. */
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
 * Notes how much disk a server uses: its files, and what its container wrote outside /data. A server over its limit is stopped. People
 * can delete its files themselves but not the rest, so if that alone is too much it is removed with the container.
 */
export const noteMeasure = systemCommand("server.measure", {
  did: "stopped, as its disk was full, the server",
  event: null,
  input: measureInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, audit, enqueue }, { server, organisationId, volume, bytes, layerBytes }) {
    const row = await lockMeasured(trx, organisationId, server);
    // The server has another volume by now, so the measurement is outdated.
    if (!row || (row.volume ?? volumeName(server)) !== volume || row.restoring) return audit(null);
    const most = row.diskMb * 1_048_576;
    const over = bytes + layerBytes > most && row.wanted === "running" && row.state === "running";
    const empty = over && (bytes <= most || layerBytes > most);
    await noteMeasured(trx, organisationId, server, { bytes, layerBytes: empty ? 0 : layerBytes });
    if (!over) return audit(null);
    await setWanted(trx, organisationId, server, { wanted: "stopped", kick: empty ? "empty" : null });
    enqueue("server", { server, organisationId });
    const problem = `${empty ? "The data that it wrote outside /data exceeds" : "Its files exceed"} its disk.`;
    audit({ target: { id: server, name: row.name }, after: { action: "stop", problem, bytes: bytes + layerBytes } });
  },
});
