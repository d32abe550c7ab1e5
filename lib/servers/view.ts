import type { ServerRow } from "@/db/queries/servers";
import { fullWords } from "@/lib/servers/disk";
import type { ServerState } from "@/lib/servers/schema";

export interface ServerPort {
  port: number;
  protocol: "tcp" | "udp";
  hostPort: number;
}

type Row = Omit<ServerRow, "nameKey">;

/** A server as its organisation sees it: without its environment variables, which may be passwords. */
export function toServer(row: Row) {
  return {
    id: row.id,
    organisationId: row.organisationId,
    name: row.name,
    image: row.image,
    template: row.template,
    project: row.projectId && row.projectName !== null ? { id: row.projectId, name: row.projectName } : null,
    node: { id: row.nodeId, name: row.nodeName ?? "" },
    address: row.publicAddress,
    ports: row.ports as unknown as ServerPort[],
    memoryMb: row.memoryMb,
    cores: row.cores,
    diskMb: row.diskMb,
    volumeBytes: row.volumeBytes,
    restoring: row.restoring,
    state: row.state as ServerState,
    wanted: row.wanted as "running" | "stopped" | "gone",
    progress: row.progress,
    problem: row.problem ?? fullWords(row),
    exitCode: row.exitCode,
    stateAt: row.stateAt,
    createdAt: row.createdAt,
  };
}
