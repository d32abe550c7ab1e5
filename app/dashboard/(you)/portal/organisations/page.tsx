import {
  beginTransferAction,
  cancelBegunTransferAction,
  readTransferAction,
  setOrganisationPoolAction,
  setTierAction,
} from "@/app/dashboard/(you)/portal/organisations/actions";
import { OrganisationTable } from "@/components/portal/organisation-table";
import type { TierPools } from "@/components/portal/tiers";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { portalTierNames, portalTiers } from "@/lib/limits";
import { listEveryOrganisation } from "@/lib/organisations/portal_operations";
import { listTiers } from "@/lib/pools/operations";
import { readSettings } from "@/lib/portal/settings_operations";

export const metadata = { title: "All organisations" };

const path = "/dashboard/portal/organisations";

export default async function PortalOrganisationsPage({ searchParams }: { searchParams: Search }) {
  // Refuses those who aren’t allowed here before anything is listed.
  await read(readSettings, {});
  const pools = await read(listTiers, {});
  const given = await searchParams;
  const [q, tier, cursor] = [word(given.q), word(given.tier), word(given.cursor)];
  const { data, refusal } = await attempt(listEveryOrganisation, { q, tier: tier as "free", cursor });
  const tiers = [
    { tier: undefined, label: "All" },
    ...portalTierNames.map((name) => ({ tier: name, label: portalTiers[name].displayName.replace(" Portal", "") })),
  ];
  return (
    <>
      <PageHead title="All organisations">
        All organisations on this portal. The portal tier decides what an organisation may use.
      </PageHead>
      <Toolbar>
        <SearchBox action={path} label="Search organisations" placeholder="Name or handle" value={q} keep={{ tier }} />
        <Choice
          label="Portal tier"
          items={tiers.map((each) => ({
            href: withWords(path, { q, tier: each.tier }),
            label: each.label,
            current: (tier || undefined) === each.tier,
          }))}
        />
      </Toolbar>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.items.length > 0 && (
        <>
          <OrganisationTable
            organisations={data.items}
            pools={Object.fromEntries(pools.map(({ tier, pool }) => [tier, pool])) as TierPools}
            setTier={setTierAction}
            setPool={setOrganisationPoolAction}
            transfer={{ read: readTransferAction, begin: beginTransferAction, cancel: cancelBegunTransferAction }}
          />
          <TableFoot
            first={cursor && withWords(path, { q, tier })}
            next={data.after ? withWords(path, { q, tier, cursor: data.after }) : undefined}
          />
        </>
      )}
      {data?.items.length === 0 && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all organisations</LinkButton>}>
          No organisation matches your search.
        </EmptyState>
      )}
    </>
  );
}
