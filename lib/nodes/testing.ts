import { randomUUID } from "node:crypto";
import { sudo } from "@/db/testing";

interface Machine {
  name?: string;
  endpoint?: string;
  tiers?: string[];
  memoryMb?: number;
  cores?: number;
  diskMb?: number;
  firstPort?: number;
  lastPort?: number;
  maxServers?: number | null;
  dedicatedTo?: string | null;
}

/** Inserts a node, without an engine unless its endpoint leads to one. @returns its id */
export async function newNode(machine: Machine = {}): Promise<string> {
  const id = randomUUID();
  const row = {
    id,
    name: `Node ${id}`,
    endpoint: "unix:///nothing.sock",
    dedicated_to: machine.dedicatedTo ?? null,
    tiers: machine.tiers ?? ["free", "educational", "paid", "enterprise"],
    memory_mb: machine.memoryMb ?? 1_000_000,
    cores: machine.cores ?? 1_000,
    disk_mb: machine.diskMb ?? 10_000_000,
    first_port: machine.firstPort ?? 25_000,
    last_port: machine.lastPort ?? 25_999,
    public_address: "node.example.org",
    max_servers: machine.maxServers ?? null,
    ...(machine.name && { name: machine.name }),
    ...(machine.endpoint && { endpoint: machine.endpoint }),
  };
  const columns = Object.keys(row);
  const places = columns.map((_, place) => `$${place + 1}`);
  await sudo(`insert into nodes (${columns.join(", ")}) values (${places.join(", ")})`, Object.values(row));
  return id;
}
