import { z } from "zod";
import { AppError } from "@/lib/errors";
import { nameServerPlace } from "@/lib/name_server/place";

/** The public part of a key. When it creates one, the name server also sends the private part, which is dropped here. */
const key = z.object({
  id: z.int(),
  active: z.boolean(),
  algorithm: z.string().max(100),
  bits: z.int(),
  dnskey: z.string().max(5_000),
  ds: z.array(z.string().max(500)).max(20).default([]),
});
export type SigningKey = Omit<z.output<typeof key>, "active">;

const timeout = 10_000;

/** One request about a zone’s keys. @throws UPSTREAM when the name server can’t be reached or refuses */
async function ask(zone: string, method: "GET" | "POST" | "DELETE", id?: number, body?: object): Promise<unknown> {
  const place = await nameServerPlace();
  if (!place?.api) throw new AppError("zone.noNameServer");
  const path = `/api/v1/servers/localhost/zones/${encodeURIComponent(`${zone}.`)}/cryptokeys${id === undefined ? "" : `/${id}`}`;
  try {
    const response = await fetch(new URL(path, place.api.url), {
      method,
      headers: { "x-api-key": place.api.key, "content-type": "application/json" },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
      redirect: "error",
    });
    const text = await response.text();
    // Somebody else has just removed the same key.
    if (method === "DELETE" && response.status === 404) return null;
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return text === "" ? null : JSON.parse(text);
  } catch (error) {
    throw Object.assign(new AppError("zone.nameServer"), { cause: error });
  }
}

/** The name server’s keys for a zone, oldest first. */
export async function signingKeys(zone: string): Promise<SigningKey[]> {
  const keys = z.array(key).safeParse(await ask(zone, "GET"));
  if (!keys.success) throw Object.assign(new AppError("zone.nameServer"), { cause: keys.error });
  return keys.data
    .filter(({ active }) => active)
    .sort((a, b) => a.id - b.id)
    .map(({ active: _, ...rest }) => rest);
}

/** Ensures that a zone has exactly one key; simultaneous calls agree on the oldest. Can be repeated. */
export async function makeSigningKey(zone: string): Promise<SigningKey[]> {
  const before = await signingKeys(zone);
  if (before.length === 0) await ask(zone, "POST", undefined, { keytype: "csk", active: true, algorithm: "ecdsa256" });
  const [first, ...more] = await signingKeys(zone);
  if (!first) throw new AppError("zone.nameServer");
  for (const { id } of more) await ask(zone, "DELETE", id);
  return [first];
}

/** Removes all keys. Can be repeated. */
export async function removeSigningKeys(zone: string): Promise<void> {
  for (const { id } of await signingKeys(zone)) await ask(zone, "DELETE", id);
}
