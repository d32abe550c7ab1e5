import { verifyZoneAction } from "@/app/dashboard/organisations/[handle]/dns/[zone]/actions";
import type { openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { CheckProof } from "@/components/dns/zones/check-proof";
import { ProofPanel } from "@/components/dns/zones/proof-panel";

/** How to verify a pending zone, shown above its records. */
export function Proof({ opened: { organisation, zone } }: { opened: Awaited<ReturnType<typeof openZone>> }) {
  const { claim } = zone;
  if (!claim) return null;
  return (
    <ProofPanel
      zone={zone.displayName}
      claim={claim}
      nameServers={zone.nameServers}
      now={new Date()}
      check={
        organisation.may("dns.update") && (
          <CheckProof organisation={organisation.id} zone={zone.name} verify={verifyZoneAction} />
        )
      }
    />
  );
}
