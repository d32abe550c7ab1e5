import { activateZoneAction } from "@/app/dashboard/(you)/portal/zones/actions";
import { ZoneTable } from "@/components/portal/zone-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { readSettings } from "@/lib/portal/settings_operations";
import { listClaims } from "@/lib/zones/claims/portal_operations";

export const metadata = { title: "All zones" };

const path = "/dashboard/portal/zones";
const states = [
  { state: undefined, label: "All" },
  { state: "pending", label: "Pending verification" },
  { state: "active", label: "Active" },
];

export default async function PortalZonesPage({ searchParams }: { searchParams: Search }) {
  // Refuses those who may not see this page before anything is listed.
  const { featureToggles } = await read(readSettings, {});
  const given = await searchParams;
  const [q, state, cursor] = [word(given.q), word(given.state), word(given.cursor)];
  const filter = { q, state };
  const head = <PageHead title="Zones">All zones of all organisations, pending ones included.</PageHead>;
  if (!featureToggles.dns)
    return (
      <>
        {head}
        <EmptyState
          title="DNS is switched off"
          actions={<LinkButton href="/dashboard/portal/settings">Portal settings</LinkButton>}
        >
          Nobody can see or edit zones for now. Active zones stay live.
        </EmptyState>
      </>
    );
  const { data, refusal } = await attempt(listClaims, { q, state: state as "pending", cursor });
  return (
    <>
      {head}
      {data && data.missingSettings.length > 0 && (
        <Notice tone="warn" title="No zone can go live yet" className="mb-4">
          Set the portal’s name servers with <code>{data.missingSettings.join(", ")}</code> and restart it. Until then
          zones can be added and edited.
        </Notice>
      )}
      <Toolbar>
        <SearchBox action={path} label="Search zones" placeholder="Zone or handle" value={q} keep={{ state }} />
        <Choice
          label="Show"
          items={states.map((each) => ({
            href: withWords(path, { q, state: each.state }),
            label: each.label,
            current: (state || undefined) === each.state,
          }))}
        />
      </Toolbar>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.items.length > 0 && (
        <>
          <ZoneTable zones={data.items} activate={activateZoneAction} now={new Date()} />
          <TableFoot
            first={cursor && withWords(path, filter)}
            next={data.after ? withWords(path, { ...filter, cursor: data.after }) : undefined}
          />
        </>
      )}
      {data?.items.length === 0 &&
        (q || state ? (
          <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all zones</LinkButton>}>
            No zone matches your search.
          </EmptyState>
        ) : (
          <EmptyState title="No zones yet">
            Zones appear here as soon as an organisation adds them. You can approve one whose owner you know.
          </EmptyState>
        ))}
    </>
  );
}
