import { openZone, titleOf, type ZoneParams } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import {
  changeZoneAction,
  deleteZoneAction,
  grantNameAction,
  revokeGrantAction,
} from "@/app/dashboard/organisations/[handle]/dns/[zone]/settings/actions";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { DeleteZone } from "@/components/dns/zones/delete-zone";
import { GrantButton } from "@/components/dns/zones/grant-button";
import { GrantList } from "@/components/dns/zones/grant-list";
import { SoaButton } from "@/components/dns/zones/soa-button";
import { SoaLines } from "@/components/dns/zones/soa-lines";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { read } from "@/lib/doors/page/page";
import { listGrants } from "@/lib/zones/grants/operations";

export const generateMetadata = titleOf("Settings");

export default async function ZoneSettingsPage({ params }: ZoneParams) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone } = opened;
  const one = { organisation: organisation.id, zone: zone.name };
  const grants = await read(listGrants, one);
  const may = organisation.may("dns.update");
  return (
    <ZoneFrame opened={opened} part="settings">
      <div className="max-w-[46rem]">
        <h2 className="mb-2">SOA record</h2>
        <SoaLines soa={zone} />
        {may && (
          <div className="mt-3">
            <SoaButton {...one} soa={zone} change={changeZoneAction} />
          </div>
        )}
        <Section title="Delegated subdomains" count={grants.length}>
          <p className="mb-3 text-control text-ink-soft">
            Other organisations on this portal can’t have a zone below {zone.displayName} unless you allow them exactly
            that subdomain.
          </p>
          {grants.length > 0 && (
            <GrantList {...one} grants={grants} now={new Date()} revoke={may ? revokeGrantAction : undefined} />
          )}
          {may && zone.state === "active" && (
            <div className="mt-3">
              <GrantButton {...one} grant={grantNameAction} />
            </div>
          )}
          {zone.state === "pending" && (
            <p className="text-control text-ink-soft">You can allow subdomains once the zone is active.</p>
          )}
        </Section>
        {organisation.may("dns.delete") && (
          <Section title="Delete zone">
            <Panel
              title={`Delete ${zone.displayName}`}
              about="All its records and their history are deleted at once. This can’t be undone."
              action={
                <DeleteZone
                  {...one}
                  records={zone.recordCount}
                  active={zone.state === "active"}
                  doneHref={`${organisation.base}/dns`}
                  remove={deleteZoneAction}
                />
              }
            />
          </Section>
        )}
      </div>
    </ZoneFrame>
  );
}
