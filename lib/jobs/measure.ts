import { connect } from "@/lib/docker/engine";
import { measureEngine } from "@/lib/docker/usage";
import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { claimDueMeasures, noteMeasure, readVolumesOn } from "@/lib/servers/work/measure_operations";

const caller = systemCaller("disk measurement");
/** Counting many files takes long. */
const silenceMs = 240_000;
type Node = Awaited<ReturnType<typeof claimDueMeasures>>[number];

/** Measures the disk usage of all servers on the nodes that are due. Any number of processes may do this at once. */
export async function measureNodes(): Promise<void> {
  const nodes = await claimDueMeasures(caller, {});
  const measured = await Promise.allSettled(nodes.map(measureNode));
  for (const each of measured)
    if (each.status === "rejected")
      log().warn({ error: (each.reason as Error).message }, "the disk of a node couldn’t be measured");
}

async function measureNode({ id: node, engine }: Node): Promise<void> {
  const measured = await measureEngine(connect(engine, silenceMs));
  const rows = await readVolumesOn(caller, { node });
  for (const { id: server, organisationId, volume, volumeBytes, layerBytes: before, state, diskMb } of rows) {
    const bytes = measured.volumes.get(volume) ?? -1;
    if (bytes < 0) continue;
    const layerBytes = measured.besides(server, volume);
    const over = state === "running" && bytes + layerBytes > diskMb * 1_048_576;
    if (bytes !== volumeBytes || layerBytes !== before || over)
      await noteMeasure(caller, { server, organisationId, volume, bytes, layerBytes });
  }
}
