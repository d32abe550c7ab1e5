import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";

/** Where the portal’s name server can be reached. */
export interface NameServerPlace {
  address: string;
  port: number;
  /** Its HTTP API, for DNSSEC keys and the cache; null when none is configured. */
  api: { url: string; key: string } | null;
}

/**
 * The name server from the settings, or the one that `npm run dns` runs on this data directory, or null. Looked up each time,
 * because it may start after the application, and on another port next time.
 */
export async function nameServerPlace(): Promise<NameServerPlace | null> {
  const { DNS_ADDRESS, DNS_PORT, DNS_API_URL, DNS_API_KEY, DATA_DIR } = env();
  const api = DNS_API_URL && DNS_API_KEY ? { url: DNS_API_URL, key: DNS_API_KEY } : null;
  const kept = await readKept(join(DATA_DIR, "dns"));
  if (DNS_PORT) return { address: DNS_ADDRESS, port: DNS_PORT, api: api ?? kept?.api ?? null };
  return kept && { ...kept, api: api ?? kept.api };
}

async function readKept(folder: string): Promise<NameServerPlace | null> {
  try {
    const read = async (name: string) => JSON.parse(await readFile(join(folder, name), "utf8"));
    const { address, port, apiUrl } = await read("server.json");
    const { apiKey } = await read("secrets.json");
    return { address, port, api: { url: apiUrl, key: apiKey } };
  } catch {
    // No name server runs on this data directory.
    return null;
  }
}
