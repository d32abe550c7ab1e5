import { createZoneAction } from "@/app/dashboard/organisations/[handle]/dns/actions";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { NewZoneButton } from "@/components/dns/zones/new-zone-button";
import { ZonePicture } from "@/components/dns/zones/zone-picture";
import { ZoneTable } from "@/components/dns/zones/zone-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { Steps } from "@/components/ui/layout/steps";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { fullReason, usedWords } from "@/lib/tiers/words";
import { listZones } from "@/lib/zones/operations";

export const metadata = { title: "DNS" };

const steps = [
  { title: "Add the zone", text: "It starts as pending. You can add records before verification." },
  {
    title: "Verify ownership",
    text: "Add a TXT record at your current DNS provider, or enter the name servers at your registrar.",
  },
  { title: "The zone goes live", text: "It becomes active automatically, usually within minutes of verification." },
];

export default async function ZonesPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const { id: organisation, name, base, may, limits, tierName } = await openOrganisation((await params).handle);
  const path = `${base}/dns`;
  const q = word((await searchParams).q);
  const { zones: all, missingSettings } = await read(listZones, { organisation });
  const { data, refusal } = q ? await attempt(listZones, { organisation, q }) : { data: { zones: all } };
  const reason = fullReason(all.length, limits.zones, tierName);
  const add = may("dns.create") && !reason && (
    <NewZoneButton organisation={organisation} base={base} create={createZoneAction} />
  );
  return (
    <>
      <PageHead title="DNS" actions={all.length > 0 && add}>
        Zones of {name}. Changes take effect immediately.
      </PageHead>
      {missingSettings.length > 0 && all.length > 0 && (
        <Notice tone="warn" title="No zone is live yet" className="mb-5">
          The portal’s administrator hasn’t set its name servers yet.
          {may("dns.update") && " You can already edit zones."}
        </Notice>
      )}
      {all.length > 0 && (
        <Toolbar>
          <SearchBox action={path} label="Search zones" placeholder="Name" value={q} />
        </Toolbar>
      )}
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.zones.length > 0 && (
        <>
          <ZoneTable zones={data.zones} base={base} mostRecords={limits.zoneRecords.most} />
          <TableFoot>
            {q ? `${data.zones.length} found` : `${usedWords(all.length, limits.zones)} zones`}
            {!q &&
              reason &&
              may("dns.create") &&
              `: ${reason} Delete one you don’t need, or ask the portal’s administrator for more.`}
          </TableFoot>
        </>
      )}
      {data?.zones.length === 0 && all.length > 0 && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all zones</LinkButton>}>
          No zone matches “{q}”.
        </EmptyState>
      )}
      {all.length === 0 && (
        <>
          <EmptyState
            title="No zones yet"
            picture={<ZonePicture />}
            actions={add}
            limit={add && `${usedWords(0, limits.zones)} zones on the ${tierName}`}
          >
            A zone holds the DNS records of a domain you own. Changes take effect immediately, and you can restore any
            earlier version.
          </EmptyState>
          {add && (
            <div className="mt-8">
              <Steps steps={steps} />
            </div>
          )}
        </>
      )}
    </>
  );
}
