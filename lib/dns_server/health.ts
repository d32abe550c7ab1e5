import { nameServerPlace } from "@/lib/dns_server/place";
import { servedSerial } from "@/lib/dns_server/serial";

export type NameServerState = "ok" | "behind" | "away" | "none";

/** Health is asked often, and by anybody: the name server is asked once in a few seconds, whatever comes. */
const keptMs = 5_000;
let kept: { at: number; state: Promise<NameServerState> } | undefined;

/**
 * How the portal's name server is, at most five seconds ago: `behind` when it doesn't have what is stored of this zone.
 * Takes two seconds at most, and never throws.
 * @param zone one that it should answer for, or null when there is none
 */
export function nameServerState(zone: { name: string; serial: number } | null): Promise<NameServerState> {
  if (!kept || Date.now() - kept.at > keptMs) kept = { at: Date.now(), state: ask(zone) };
  return kept.state;
}

async function ask(zone: { name: string; serial: number } | null): Promise<NameServerState> {
  const place = await nameServerPlace();
  if (!place) return "none";
  // Without a zone, that it refuses to answer for some other name shows that it is there.
  const { state } = await servedSerial(place, zone?.name ?? "guildhall.invalid", zone?.serial ?? 0, 1_000);
  if (state === "away") return "away";
  return zone && state !== "current" ? "behind" : "ok";
}
