import { randomUUID } from "node:crypto";
import { sudo } from "@/db/testing";

/** The input for a small server. */
export const small = (more: object = {}) => ({
  name: `Server ${randomUUID()}`,
  image: "guildhall/busybox:test",
  memoryMb: 64,
  cores: 0.1,
  diskMb: 64,
  ...more,
});

/** What a node has allocated, and the sum over its servers. If they differ, something leaked. */
export async function promisesOf(node: string) {
  const [row] = await sudo<Record<"memory" | "cores" | "disk" | "ports" | "count", number>>(
    `select promised_memory_mb as memory, promised_cores::float8 as cores, promised_disk_mb as disk,
      cardinality(promised_ports) as ports, server_count as count from nodes where id = $1`,
    [node],
  );
  const [sum] = await sudo<Record<"memory" | "cores" | "disk" | "ports" | "count", number>>(
    `select coalesce(sum(memory_mb), 0)::int as memory, coalesce(sum(cores), 0)::float8 as cores,
      coalesce(sum(disk_mb), 0)::int as disk, coalesce(sum(cardinality(host_ports || leaving_ports)), 0)::int as ports, count(*)::int
      from servers where node_id = $1`,
    [node],
  );
  return { promised: row, servers: sum };
}
