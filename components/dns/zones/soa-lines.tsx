import type { ListedZone } from "@/components/dns/zones/zones";
import { Line, Lines } from "@/components/ui/table/lines";
import { shownTtl } from "@/lib/dns/content/ttl";

export type Soa = Pick<ListedZone, "contact" | "primaryServer" | "ttl" | "minimum" | "refresh" | "retry" | "expire">;

/** What stands in a zone’s SOA record, for whoever may only read it. */
export function SoaLines({ soa }: { soa: Soa }) {
  return (
    <Lines>
      <Line label="Contact">{soa.contact}</Line>
      <Line label="Primary server">
        <span className="font-mono text-sm">{soa.primaryServer}</span>
      </Line>
      <Line label="Kept for">
        {shownTtl(soa.ttl)}, and {shownTtl(soa.minimum)} that a name doesn’t exist
      </Line>
      <Line label="Secondaries">
        look every {shownTtl(soa.refresh)}, again after {shownTtl(soa.retry)}, and give up after {shownTtl(soa.expire)}
      </Line>
    </Lines>
  );
}
