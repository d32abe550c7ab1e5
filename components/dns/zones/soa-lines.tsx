import type { ListedZone } from "@/components/dns/zones/zones";
import { Line, Lines } from "@/components/ui/table/lines";
import { shownTtl } from "@/lib/dns/content/ttl";

export type Soa = Pick<ListedZone, "contact" | "primaryServer" | "ttl" | "minimum" | "refresh" | "retry" | "expire">;

/** The values of a zone’s SOA record. */
export function SoaLines({ soa }: { soa: Soa }) {
  return (
    <Lines>
      <Line label="Contact">{soa.contact}</Line>
      <Line label="Primary name server (MNAME)">
        <span className="font-mono text-sm">{soa.primaryServer}</span>
      </Line>
      <Line label="TTL">{shownTtl(soa.ttl)}</Line>
      <Line label="Negative TTL (minimum)">{shownTtl(soa.minimum)}</Line>
      <Line label="Secondaries">
        Refresh {shownTtl(soa.refresh)} · Retry {shownTtl(soa.retry)} · Expire {shownTtl(soa.expire)}
      </Line>
    </Lines>
  );
}
