import {
  provisionAction,
  setOrganisationLimitsAction,
  setOrganisationPoolAction,
  setTierAction,
} from "@/app/dashboard/(you)/portal/organisations/actions";
import { OrganisationTable } from "@/components/portal/organisation-table";
import { ProvisionButton } from "@/components/portal/organisations/provision-button";
import { numbersOf } from "@/components/portal/tiers";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { SortMenu } from "@/components/ui/menu/sort-menu";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";
import { portalTierNames, portalTiers } from "@/lib/limits";
import { listEveryOrganisation } from "@/lib/organisations/portal_operations";
import { readSettings } from "@/lib/portal/settings_operations";
import { listTiers } from "@/lib/tiers/operations";

export const metadata = { title: "All organisations" };

const path = "/dashboard/portal/organisations";
const states = [
  { state: undefined, label: "All" },
  { state: "invited", label: "Owner invited" },
  { state: "suspended", label: "Suspended" },
  { state: "deleted", label: "Deleted" },
];
const orders = [
  { sort: "name", label: "Name, A to Z" },
  { sort: "-name", label: "Name, Z to A" },
  { sort: "-created", label: "Created, newest first" },
  { sort: "created", label: "Created, oldest first" },
  { sort: "-members", label: "Members, most first" },
  { sort: "-servers", label: "Servers, most first" },
];

export default async function PortalOrganisationsPage({ searchParams }: { searchParams: Search }) {
  // Refuses those who aren’t allowed here before anything is listed.
  await read(readSettings, {});
  const numbers = await read(listTiers, {});
  const given = await searchParams;
  const [q, tier, state, owner] = [word(given.q), word(given.tier), word(given.state), word(given.owner)];
  const [sort, cursor] = [word(given.sort), word(given.cursor)];
  const filter = { q, tier: tier as "free", state: state as "invited", owner, sort: sort as "name" };
  const { data, refusal } = await attempt(listEveryOrganisation, { ...filter, cursor });
  const to = (change: Record<string, string | undefined>) => withWords(path, { ...filter, ...change });
  const sorting = {
    current: sort ?? "name",
    to: (next: string) => to({ sort: next === "name" ? undefined : next }),
  };
  const tiers = [
    { tier: undefined, label: "All" },
    ...portalTierNames.map((name) => ({ tier: name, label: portalTiers[name].displayName.replace(" Portal", "") })),
  ];
  return (
    <>
      <PageHead title="All organisations" actions={<ProvisionButton provision={provisionAction} byMail={canMail()} />}>
        All organisations on this portal. The portal tier decides what an organisation may use.
      </PageHead>
      <Toolbar>
        <SearchBox
          action={path}
          label="Search organisations"
          placeholder="Name, handle, id or owner’s address"
          value={q}
          keep={{ tier, state, owner, sort }}
        />
        <Choice
          label="Portal tier"
          items={tiers.map((each) => ({
            href: to({ tier: each.tier }),
            label: each.label,
            current: (tier || undefined) === each.tier,
          }))}
        />
        <Choice
          label="State"
          items={states.map((each) => ({
            href: to({ state: each.state }),
            label: each.label,
            current: (state || undefined) === each.state,
          }))}
        />
        <SortMenu sorting={sorting} orders={orders} />
      </Toolbar>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.items.length > 0 && (
        <>
          <OrganisationTable
            organisations={data.items}
            sorting={sorting}
            tiers={numbersOf(numbers)}
            setTier={setTierAction}
            setPool={setOrganisationPoolAction}
            setLimits={setOrganisationLimitsAction}
          />
          <TableFoot first={cursor && to({})} next={data.after ? to({ cursor: data.after }) : undefined} />
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
