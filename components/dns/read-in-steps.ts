import { type ZoneFile, zoneFileInSteps } from "@/lib/dns/zone_file/reader";

/** Reads a zone file without stopping the page: between two steps it says how far it is, from 0 to 1, and lets others work. */
export async function readInSteps(text: string, zone: string, tell: (share: number) => void): Promise<ZoneFile> {
  const steps = zoneFileInSteps(text, { zone });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    tell(value.read / Math.max(value.total, 1));
    await new Promise((resolve) => setTimeout(resolve));
  }
}
