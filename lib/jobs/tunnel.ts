import type { JobWithMetadata } from "pg-boss";
import { systemCaller } from "@/lib/kernel/actor";
import { noteConnected } from "@/lib/tunnels/connection_operations";

const caller = systemCaller("tunnels");

export async function runTunnelJob({
  data,
}: Pick<JobWithMetadata<{ device: string; organisationId: string }>, "data">) {
  await noteConnected(caller, { device: data.device, organisationId: data.organisationId });
}
