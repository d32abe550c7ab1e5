import { Plus } from "lucide-react";
import { makeDefaultAction } from "@/app/dashboard/actions";
import { toEntry as entryOf } from "@/app/dashboard/frame";
import { InvitationCall } from "@/components/invitations/invitation-call";
import { DeletedTable } from "@/components/organisations/deleted-table";
import { OrganisationTable } from "@/components/organisations/organisation-table";
import { TransferCall } from "@/components/transfers/transfer-call";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { Icon } from "@/components/ui/layout/icon";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { SortMenu } from "@/components/ui/menu/sort-menu";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { currentCaller } from "@/lib/doors/http/caller";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listMyInvitations } from "@/lib/invitations/answer_operations";
import { listDeleted } from "@/lib/organisations/deletion/operations";
import { listOrganisations, readMayFound } from "@/lib/organisations/operations";
import type { ListedOrganisation } from "@/lib/organisations/view";
import { listMyTransfers } from "@/lib/transfers/answer_operations";

export const metadata = { title: "Organisations" };

const path = "/dashboard/organisations";
const orders = [
  { sort: "-opened", label: "Last active first" },
  { sort: "name", label: "Name, A to Z" },
  { sort: "-members", label: "Most members first" },
];

async function setDefault(organisation: string) {
  "use server";
  return makeDefaultAction({ organisation });
}

export default async function OrganisationsPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const filter = { q: word(given.q), role: word(given.role), sort: word(given.sort) };
  const { q, role, sort } = filter;
  const [{ actor }, all, { mayFound, ownedLimit }, invitations, transfers, deleted] = await Promise.all([
    currentCaller(),
    read(listOrganisations, {}),
    read(readMayFound, {}),
    read(listMyInvitations, {}),
    read(listMyTransfers, {}),
    read(listDeleted, {}),
  ]);
  const hasFactor = actor?.kind === "user" && actor.secondFactor === "confirmed";
  const toEntry = (organisation: ListedOrganisation) => entryOf(organisation, hasFactor);
  const { data: shown, refusal } = await attempt(listOrganisations, filter as object);
  const now = new Date();
  const to = (change: Partial<typeof filter>) => withWords(path, { ...filter, ...change });
  const sorting = {
    current: sort || "-opened",
    to: (next: string) => to({ sort: next === "-opened" ? undefined : next }),
  };
  const counted = (own: string) => all.filter(({ orgRole }) => orgRole === own).length;
  const before = all.find(({ isDefault }) => isDefault);
  const create = mayFound && (
    <LinkButton href={`${path}/new`} variant="main">
      <Icon of={Plus} />
      New organisation
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Organisations" actions={all.length > 0 && create}>
        {all.length > 0 && `You are in ${all.length}. The starred one opens when you sign in.`}
      </PageHead>
      {invitations.map((invitation) => (
        <InvitationCall key={invitation.id} invitation={invitation} now={now} />
      ))}
      {transfers.map((transfer) => (
        <TransferCall key={transfer.id} transfer={transfer} />
      ))}
      {all.length > 0 && (
        <Toolbar>
          <SearchBox
            action={path}
            label="Search organisations"
            placeholder="Name or handle"
            value={q}
            keep={{ role, sort }}
          />
          <Choice
            label="Show"
            items={[
              { href: to({ role: undefined }), label: "All", count: all.length, current: !role },
              { href: to({ role: "owner" }), label: "I own", count: counted("owner"), current: role === "owner" },
              {
                href: to({ role: "admin" }),
                label: "I administer",
                count: counted("admin"),
                current: role === "admin",
              },
            ]}
          />
          <SortMenu sorting={sorting} orders={orders} />
        </Toolbar>
      )}
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {shown && shown.length > 0 && (
        <>
          <OrganisationTable
            organisations={shown}
            toEntry={toEntry}
            before={before && toEntry(before)}
            setDefault={setDefault}
            sorting={sorting}
            now={now}
          />
          <TableFoot>
            You own {counted("owner")} of at most {ownedLimit}. Only you can see this list.
          </TableFoot>
        </>
      )}
      {shown?.length === 0 && all.length > 0 && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all organisations</LinkButton>}>
          {q
            ? `None of your organisations has “${q}” in its name or handle.`
            : "You don’t have this role in any of them."}
        </EmptyState>
      )}
      {all.length === 0 && (
        <EmptyState title="You aren’t in any organisation" actions={create}>
          An organisation is where you and others share what you run.{" "}
          {mayFound ? "Create one, or ask somebody to invite you" : "Ask somebody to invite you"}: the invitation will
          appear here.
        </EmptyState>
      )}
      {deleted.length > 0 && (
        <Section title="Deleted organisations" count={deleted.length}>
          <DeletedTable organisations={deleted} now={now} />
        </Section>
      )}
    </>
  );
}
