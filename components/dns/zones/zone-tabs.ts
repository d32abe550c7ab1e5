import type { ListedZone } from "@/components/dns/zones/zones";
import type { Tab } from "@/components/ui/layout/tabs";

const parts = [
  { part: "", label: "Records" },
  // Hidden from those who may only view the zone.
  { part: "helpers", label: "Record wizards", changes: true },
  { part: "text", label: "Zone file" },
  { part: "history", label: "History" },
  { part: "signing", label: "DNSSEC" },
  { part: "settings", label: "Settings" },
];

/** The tabs of a zone, each a page of its own. */
export const zoneTabs = (path: string, { recordCount }: ListedZone, shown: string, mayChange: boolean): Tab[] =>
  parts
    .filter(({ changes }) => mayChange || !changes)
    .map(({ part, label }) => ({
      href: part ? `${path}/${part}` : path,
      label,
      current: part === shown,
      count: part === "" ? recordCount : undefined,
    }));
