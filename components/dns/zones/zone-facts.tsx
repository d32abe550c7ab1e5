import type { ReactNode } from "react";
import { ZoneBadge } from "@/components/dns/zones/zone-badge";
import { type Answering, type ListedZone, stateOf } from "@/components/dns/zones/zones";

interface ZoneFactsProps {
  zone: ListedZone;
  /** What the name server said just now; left out when it wasn’t asked. */
  answering?: Answering;
}

/** How a zone stands, in a line. */
export function ZoneFacts({ zone, answering }: ZoneFactsProps) {
  const { name, displayName, signed, nameServers } = zone;
  const facts: ReactNode[] = [
    displayName !== name && <span className="font-mono">{name}</span>,
    answeringWords(zone, answering),
    signed && "signed (DNSSEC)",
    nameServers.length > 0 && <span className="font-mono">{nameServers.join(", ")}</span>,
  ].filter(Boolean);
  return (
    <span className="mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
      <ZoneBadge state={stateOf(zone, answering)} />
      {facts.map((fact, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places
        <span key={place} className="wrap-anywhere">
          {fact}
          {place < facts.length - 1 && (
            <span aria-hidden className="ml-2.5 text-ink-faint">
              ·
            </span>
          )}
        </span>
      ))}
    </span>
  );
}

function answeringWords({ state, served, serial }: ListedZone, answering: ZoneFactsProps["answering"]): string {
  if (state === "pending") return "not answered for until you have shown that the name is yours";
  if (!served) return "taken out of every answer for now";
  switch (answering?.state) {
    case "current":
      return `answering with serial ${answering.serial}`;
    case "behind":
      return `still answering with serial ${answering.serial}, ${serial} is on its way`;
    default:
      return `serial ${serial}`;
  }
}
