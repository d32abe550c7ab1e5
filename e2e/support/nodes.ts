import { randomUUID } from "node:crypto";
import type { Portal } from "./portal";

interface About {
  /** The organisation that it is dedicated to, so that other tests on the same portal don’t see it. Its name needn’t be unique then. */
  only?: { id: string };
  address?: string;
}

/** Inserts a node of 2,048 MiB without an engine, and closes the nodes of earlier tests. @returns its id */
export async function newOnlyNode(portal: Portal, name: string): Promise<string> {
  await portal.sql("update nodes set state = 'closed'");
  return await newNode(portal, name);
}

/** Inserts a node of 2,048 MiB without an engine. @returns its id */
export async function newNode(portal: Portal, name: string, about: About = {}): Promise<string> {
  const id = randomUUID();
  const { only, address = "node.example.org" } = about;
  await portal.sql(
    `insert into nodes (id, name, endpoint, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address, dedicated_to)
     values ($1, $2, 'unix:///nothing.sock', '{free,educational,paid,enterprise}', 2048, 8, 100000, 25000, 25999, $3, $4)`,
    [id, only ? `${name} ${id}` : name, address, only?.id ?? null],
  );
  return id;
}

/** Inserts a node with a real engine, which the portal's worker manages. @returns its id */
export async function newLiveNode(portal: Portal, endpoint: string, name: string): Promise<string> {
  const id = randomUUID();
  await portal.sql(
    `insert into nodes (id, name, endpoint, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address)
     values ($1, $2, $3, '{free,educational,paid,enterprise}', 2048, 8, 100000, 25000, 25999, 'node.example.org')`,
    [id, name, endpoint],
  );
  return id;
}

/** Inserts a server on a node, in a state that no worker touches. */
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
     values (gen_random_uuid(), $1, $2, $3, 'ghcr.io/example/lobby:1.21', 1024, 0.5, 5120,
       '[{"port": 25565, "protocol": "tcp", "hostPort": 25000}]', $4, 'stopped', $5)`,
    [organisation.id, node, name, state, problem],
  );
}
