import { seal, unseal } from "@/lib/secrets";

const placeOf = (id: string) => ({ table: "servers", row: id, column: "environment" });

/** A server's environment variables, encrypted for the database. */
export function sealEnvironment(id: string, environment: Record<string, string>): Buffer | null {
  return Object.keys(environment).length > 0 ? seal(placeOf(id), JSON.stringify(environment)) : null;
}

export function unsealEnvironment(id: string, kept: Buffer | null): Record<string, string> {
  return kept ? (JSON.parse(unseal(placeOf(id), kept)) as Record<string, string>) : {};
}
