import { type ZoneFile, zoneFileInSteps } from "@/lib/dns/zone_file/reader";

/** Short enough that nobody notices. */
const turnMs = 20;

/** Reads a zone file without blocking the page: reports its progress, from 0 to 1, and yields now and then. */
export async function readInSteps(text: string, zone: string, tell: (share: number) => void): Promise<ZoneFile> {
  const steps = zoneFileInSteps(text, { zone });
  for (let begun = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - begun < turnMs) continue;
    tell(value / Math.max(text.length, 1));
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  }
}

/** The reader's note about a text that is too large, which it makes before it reads anything; nothing otherwise. */
export function sizeNotes(text: string, zone: string): ZoneFile["errors"] {
  const { done, value } = zoneFileInSteps(text, { zone }).next();
  return done ? value.errors.filter(({ reason }) => reason === "file.large") : [];
}
