import { randomBytes } from "node:crypto";
import { newUser } from "@/db/testing";
import { registerGateway } from "@/lib/gateways/operations";
import { readWanted, reportGateway } from "@/lib/gateways/program_operations";
import type { Caller } from "@/lib/kernel/actor";

/** A WireGuard public key that nobody has the private half of. */
export const newKey = () => randomBytes(32).toString("base64");

/** The gateway's program: nobody signed in, from somewhere. */
export const program: Caller = { actor: null, address: null };

interface Machine {
  name?: string;
  publicAddress?: string;
  firstPort?: number;
  lastPort?: number;
  network?: string;
  tiers?: ("free" | "educational" | "paid" | "enterprise")[];
}

/** A registered gateway that has reported once. */
export async function newGateway(machine: Machine = {}) {
  const administrator = await newUser({ portalAdmin: true });
  const gateway = await registerGateway(administrator, {
    name: `Gateway ${randomBytes(4).toString("hex")}`,
    publicAddress: "gate.example.org",
    tiers: ["free", "educational", "paid", "enterprise"],
    ...machine,
  });
  const publicKey = newKey();
  await report({ ...gateway, publicKey });
  return { ...gateway, publicKey, administrator };
}

interface Reporter {
  token: string;
  publicKey: string;
}

/** What its program reports: nothing unusual, and these devices. */
export function report(
  { token, publicKey }: Reporter,
  devices: { publicKey: string; handshakeAgo: number | null; received: number; sent: number }[] = [],
  more: { run?: string; busyPorts?: number[]; problem?: string | null } = {},
) {
  const usual = { implementation: "userspace" as const, version: "0.1.0", run: "1", busyPorts: [], problem: null };
  return reportGateway(program, { ...usual, token, publicKey, devices, ...more });
}

/** What a gateway lets in now: the public keys of devices, and of each its ports as "tcp 30000 → 25565". */
export async function letIn({ token }: Pick<Reporter, "token">): Promise<Record<string, string[]>> {
  const { wanted } = await readWanted(program, { token });
  return Object.fromEntries(
    (wanted?.devices ?? []).map(({ publicKey, ports }) => [
      publicKey,
      ports.map(({ protocol, publicPort, localPort }) => `${protocol} ${publicPort} → ${localPort}`),
    ]),
  );
}
