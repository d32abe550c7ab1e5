import { randomUUID } from "node:crypto";
import type { Portal } from "./portal";

interface About {
  /** The organisation that it is for alone: other tests on the same portal don’t see it. Its name need be nobody else’s then. */
  only?: { id: string };
  address?: string;
}

/** A node of 2,048 MiB whose engine is nowhere, and no other that is open: those of earlier tests are of no use any more. @returns its id */
export async function newOnlyNode(portal: Portal, name: string): Promise<string> {
  await portal.sql("update nodes set state = 'closed'");
  return await newNode(portal, name);
}

/** A node of 2,048 MiB whose engine is nowhere. @returns its id */
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

/** An engine that answers as a node of a portal, which its worker looks after. @returns the node's id */
export async function newLiveNode(portal: Portal, endpoint: string, name: string): Promise<string> {
  const id = randomUUID();
  await portal.sql(
    `insert into nodes (id, name, endpoint, tiers, memory_mb, cores, disk_mb, first_port, last_port, public_address)
     values ($1, $2, $3, '{free,educational,paid,enterprise}', 2048, 8, 100000, 25000, 25999, 'node.example.org')`,
    [id, name, endpoint],
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
     values (gen_random_uuid(), $1, $2, $3, 'ghcr.io/example/lobby:1.21', 1024, 0.5, 5120,
       '[{"port": 25565, "protocol": "tcp", "hostPort": 25000}]', $4, 'stopped', $5)`,
    [organisation.id, node, name, state, problem],
  );
}
