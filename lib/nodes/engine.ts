import { type Credentials, type EngineAddress, type EngineFacts, readEngine } from "@/lib/docker/engine";
import { engineProblem } from "@/lib/docker/problem";
import { fieldError } from "@/lib/errors";
import { seal, unseal } from "@/lib/secrets";

const placeOf = (id: string) => ({ table: "nodes", row: id, column: "credentials" });

export function sealCredentials(id: string, credentials: Credentials | undefined): Buffer | null {
  return credentials ? seal(placeOf(id), JSON.stringify(credentials)) : null;
}

/** The address of a node's engine, with its certificates. */
export function addressOf(node: { id: string; endpoint: string; credentials: Buffer | null }): EngineAddress {
  const { id, endpoint, credentials } = node;
  return { endpoint, credentials: credentials && (JSON.parse(unseal(placeOf(id), credentials)) as Credentials) };
}

/** Checks that an engine answers before it is used. @throws at the address field, with the problem */
export async function askEngine(address: EngineAddress): Promise<EngineFacts> {
  try {
    return await readEngine(address);
  } catch (error) {
    throw fieldError("node.unreachable", "endpoint", `${engineProblem(error)} Check the address, then try again.`);
  }
}
