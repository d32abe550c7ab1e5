import { systemCaller } from "@/lib/actor";
import { connect } from "@/lib/docker/engine";
import { log } from "@/lib/log";
import { claimDueMeasures, noteMeasure, readVolumesOn } from "@/lib/servers/measure";

const caller = systemCaller("disk measurement");
type Node = Awaited<ReturnType<typeof claimDueMeasures>>[number];

/** Measures the files of every server on the nodes that are due. Any number of processes may do this at once. */
export async function measureNodes(): Promise<void> {
  const nodes = await claimDueMeasures(caller, {});
  const measured = await Promise.allSettled(nodes.map(measureNode));
  for (const each of measured)
    if (each.status === "rejected")
      log().warn({ error: (each.reason as Error).message }, "the disk of a node couldn’t be measured");
}

async function measureNode({ id: node, engine }: Node): Promise<void> {
  // Counting many files takes its time. The engine has no way to ask for less than everything before version 23.
  const { Volumes } = (await connect(engine, 240_000).df()) as {
    Volumes: { Name: string; UsageData?: { Size: number } }[] | null;
  };
  const sizes = new Map((Volumes ?? []).map(({ Name, UsageData }) => [Name, UsageData?.Size ?? -1]));
  for (const { id: server, organisationId, volume, volumeBytes, state, diskMb } of await readVolumesOn(caller, {
    node,
  })) {
    const bytes = sizes.get(volume) ?? -1;
    if (bytes < 0) continue;
    const over = state === "running" && bytes > diskMb * 1_048_576;
    if (bytes !== volumeBytes || over) await noteMeasure(caller, { server, organisationId, volume, bytes });
  }
}
