import { nameServerPlace } from "@/lib/name_server/place";
import { servedSerial } from "@/lib/name_server/serial";

export type NameServerState = "ok" | "behind" | "failing" | "away" | "none";

interface Probed {
  name: string;
  serial: number;
}

/** Health is asked often, and by anybody: the name server is asked once in a few seconds, whatever comes. */
const keptMs = 5_000;
let kept: { at: number; state: Promise<NameServerState> } | undefined;

/**
 * How the portal's name server is, at most five seconds ago: `behind` when it doesn't have what is stored of this zone, `failing` when it
 * can't answer for something of it or of another zone.
 * Takes two seconds at most, and never throws.
 * @param failing how many zones were found not to be answered for
 * @param zone one that it should answer for, or null when there is none
 */
export function nameServerState(zone: Probed | null, failing = 0): Promise<NameServerState> {
  if (!kept || Date.now() - kept.at > keptMs) kept = { at: Date.now(), state: ask(zone, failing) };
  return kept.state;
}

async function ask(zone: Probed | null, failing: number): Promise<NameServerState> {
  const place = await nameServerPlace();
  if (!place) return "none";
  // Without a zone, that it refuses to answer for some other name shows that it is there.
  const { state } = await servedSerial(place, zone?.name ?? "guildhall.invalid", zone?.serial ?? 0, 1_000);
  if (state === "away" || state === "failing") return state;
  if (failing > 0) return "failing";
  return zone && state !== "current" ? "behind" : "ok";
}
