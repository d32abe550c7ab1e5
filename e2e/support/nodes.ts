import { randomUUID } from "node:crypto";
import type { Portal } from "./portal";

/** A node of 2,048 MiB whose engine is nowhere. @returns its id */
export async function newNode(portal: Portal, name: string): Promise<string> {
  const id = randomUUID();
  await portal.sql(
    `insert into nodes (id, name, endpoint, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address)
     values ($1, $2, 'unix:///nothing.sock', '{free,educational,paid,enterprise}', 2048, 8, 100000, 25000, 25999, 'node.example.org')`,
    [id, name],
  );
  return id;
}

/** A server on a node, in a state that no worker touches. */
export async function newServer(
  portal: Portal,
  organisation: { id: string },
  node: string,
  {
    name,
    state = "stopped",
    problem = null as string | null,
  }: { name: string; state?: string; problem?: string | null },
): Promise<void> {
  await portal.sql(
    `insert into servers (id, organisation_id, node_id, name, image, memory_mb, cores, disk_mb, ports, state, wanted, problem)
     values (gen_random_uuid(), $1, $2, $3, 'ghcr.io/example/lobby:1.21', 1024, 1.5, 10240,
       '[{"port": 25565, "protocol": "tcp", "hostPort": 25000}]', $4, 'stopped', $5)`,
    [organisation.id, node, name, state, problem],
  );
}
