import type { ReactNode } from "react";
import { ZoneBadge } from "@/components/dns/zones/zone-badge";
import { type Answering, type ListedZone, stateOf } from "@/components/dns/zones/zones";

interface ZoneFactsProps {
  zone: ListedZone;
  /** The name server’s current answer; left out when it wasn’t asked. */
  answering?: Answering;
}

/** A zone’s state in one line. */
export function ZoneFacts({ zone, answering }: ZoneFactsProps) {
  const { name, displayName, signed, nameServers } = zone;
  const facts: ReactNode[] = [
    displayName !== name && <span className="font-mono">{name}</span>,
    answeringWords(zone, answering),
    signed && "DNSSEC",
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
  if (state === "pending") return "not live until you verify ownership";
  if (!served) return "not served for now";
  switch (answering?.state) {
    case "current":
      return `live with serial ${answering.serial}`;
    case "behind":
      return `live with serial ${answering.serial}, ${serial} is being published`;
    default:
      return `serial ${serial}`;
  }
}
