import { UserTable } from "@/components/portal/users/user-table";
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
import { readSettings } from "@/lib/portal/settings_operations";
import { listUsers } from "@/lib/users/list_operations";

export const metadata = { title: "Users" };

const path = "/dashboard/portal/users";
const states = [
  { state: undefined, label: "All" },
  { state: "verified", label: "Verified" },
  { state: "unverified", label: "Not verified" },
  { state: "disabled", label: "Disabled" },
  { state: "administrator", label: "Administrators" },
];
const orders = [
  { sort: "-created", label: "Created, newest first" },
  { sort: "created", label: "Created, oldest first" },
  { sort: "name", label: "Name, A to Z" },
  { sort: "-name", label: "Name, Z to A" },
];

export default async function PortalUsersPage({ searchParams }: { searchParams: Search }) {
  // Refuses those who aren’t allowed here before anything is listed.
  await read(readSettings, {});
  const given = await searchParams;
  const [q, state, sort, cursor] = [word(given.q), word(given.state), word(given.sort), word(given.cursor)];
  const { data, refusal } = await attempt(listUsers, { ...({ q, state, sort } as object), cursor });
  const to = (change: Record<string, string | undefined>) => withWords(path, { q, state, sort, ...change });
  const sorting = {
    current: sort ?? "-created",
    to: (next: string) => to({ sort: next === "-created" ? undefined : next }),
  };
  return (
    <>
      <PageHead title="Users">Everybody with an account on this portal.</PageHead>
      <Toolbar>
        <SearchBox
          action={path}
          label="Search users"
          placeholder="Name, e-mail or id"
          value={q}
          keep={{ state, sort }}
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
          <UserTable users={data.items} path={path} sorting={sorting} now={new Date()} />
          <TableFoot first={cursor && to({})} next={data.after ? to({ cursor: data.after }) : undefined} />
        </>
      )}
      {data?.items.length === 0 && (
        <EmptyState title="Nobody found" actions={<LinkButton href={path}>Show all users</LinkButton>}>
          No user matches your search. It looks for the beginnings of words in names and addresses, and for whole ids.
        </EmptyState>
      )}
    </>
  );
}
