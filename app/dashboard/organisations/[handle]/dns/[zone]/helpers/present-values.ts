import type { openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import type { HelperName } from "@/components/dns/helpers/helper-words";
import { type HelperValues, valuesFrom } from "@/components/dns/helpers/helpers";
import { readCaa } from "@/lib/dns/helpers/caa";
import { readDmarc } from "@/lib/dns/helpers/dmarc";
import { readSpf } from "@/lib/dns/helpers/spf";
import { read } from "@/lib/doors/page/page";
import { readRRset } from "@/lib/zones/records/operations";

const places: Partial<
  Record<HelperName, { name: string; type: string; read: (contents: string[]) => object | undefined }>
> = {
  spf: { name: "@", type: "TXT", read: (contents) => contents.map(readSpf).find(Boolean) },
  dmarc: { name: "_dmarc", type: "TXT", read: (contents) => contents.map(readDmarc).find(Boolean) },
  caa: { name: "@", type: "CAA", read: (contents) => (contents.length > 0 ? readCaa(contents) : undefined) },
};

/** A wizard’s form filled in from the existing records; undefined when there are none, or when the form can’t express them. */
export async function presentValuesOf(
  { organisation, zone }: Awaited<ReturnType<typeof openZone>>,
  helper: HelperName,
): Promise<HelperValues | undefined> {
  const place = places[helper];
  if (!place) return undefined;
  const { name, type } = place;
  const set = await read(readRRset, { organisation: organisation.id, zone: zone.name, name, type });
  return valuesFrom(helper, place.read(set.contents));
}
