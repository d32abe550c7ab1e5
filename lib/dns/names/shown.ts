import { decimal } from "@/lib/dns/bytes";
import { toULabel } from "@/lib/dns/names/idna";
import { isWithin, labelsOf, nameOf } from "@/lib/dns/names/labels";

/** A name relative to its zone as people read it: "@", "www", "münchen"; typing it gives the same name. */
export function shownName(name: string, zone: string): string {
  if (name === zone) return "@";
  if (!isWithin(name, zone)) return `${shownLabels(labelsOf(name))}.`;
  const labels = labelsOf(name);
  const relative = labels.slice(0, labels.length - labelsOf(zone).length);
  // A relative name that ends with the zone’s name would be read as the full name.
  if (zone === "" || isWithin(nameOf(relative), zone)) return `${shownLabels(labels)}.`;
  return shownLabels(relative);
}

const shownLabels = (labels: string[]) => labels.map(shownLabel).join(".");

function shownLabel(label: string): string {
  if (/^[\w*/-]+$/.test(label)) return toULabel(label);
  return label.replace(/[^\w*/-]/g, decimal);
}
