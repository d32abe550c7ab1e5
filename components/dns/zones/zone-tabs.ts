import type { ListedZone } from "@/components/dns/zones/zones";
import type { Tab } from "@/components/ui/layout/tabs";

const parts = [
  { part: "", label: "Records" },
  // What only changes the zone isn’t for those who may only look.
  { part: "helpers", label: "Helpers", changes: true },
  { part: "text", label: "Text" },
  { part: "history", label: "History" },
  { part: "signing", label: "Signing" },
  { part: "settings", label: "Settings" },
];

/** The parts of a zone, each a page of its own. */
export const zoneTabs = (path: string, { recordCount }: ListedZone, shown: string, mayChange: boolean): Tab[] =>
  parts
    .filter(({ changes }) => mayChange || !changes)
    .map(({ part, label }) => ({
      href: part ? `${path}/${part}` : path,
      label,
      current: part === shown,
      count: part === "" ? recordCount : undefined,
    }));
