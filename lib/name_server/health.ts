import { nameServerPlace } from "@/lib/name_server/place";
import { servedSerial } from "@/lib/name_server/serial";

export type NameServerState = "ok" | "behind" | "failing" | "away" | "none";

interface Probed {
  name: string;
  serial: number;
}

/** Anybody can request the health often, so the name server is asked only once every few seconds. */
const keptMs = 5_000;
let kept: { at: number; state: Promise<NameServerState> } | undefined;

/**
 * The state of the portal’s name server, at most five seconds old: `behind` when it doesn’t serve what is stored of this zone,
 * `failing` when it fails for a name of this or another zone.
 * Takes two seconds at most and never throws.
 * @param failing how many zones were found to fail
 * @param zone one that it should serve, or null if there is none
 */
export function nameServerState(zone: Probed | null, failing = 0): Promise<NameServerState> {
  if (!kept || Date.now() - kept.at > keptMs) kept = { at: Date.now(), state: ask(zone, failing) };
  return kept.state;
}

async function ask(zone: Probed | null, failing: number): Promise<NameServerState> {
  const place = await nameServerPlace();
  if (!place) return "none";
  // Without a zone, a refusal for some other name shows that it is running.
  const { state } = await servedSerial(place, zone?.name ?? "guildhall.invalid", zone?.serial ?? 0, 1_000);
  if (state === "away" || state === "failing") return state;
  if (failing > 0) return "failing";
  return zone && state !== "current" ? "behind" : "ok";
}
