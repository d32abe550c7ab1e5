import { Plus } from "lucide-react";
import { makeDefaultAction } from "@/app/dashboard/actions";
import { toEntry } from "@/app/dashboard/frame";
import { InvitationCall } from "@/components/invitations/invitation-call";
import { OrganisationTable } from "@/components/organisations/organisation-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { SearchBox } from "@/components/ui/search-box";
import { Toolbar } from "@/components/ui/toolbar";
import { listMyInvitations } from "@/lib/invitations/answers";
import { listOrganisations } from "@/lib/organisations/operations";
import { read } from "@/lib/transport/page";
import { type Search, word } from "@/lib/transport/search";

export const metadata = { title: "Organisations" };

async function setDefault(organisation: string) {
  "use server";
  return makeDefaultAction({ organisation });
}

export default async function OrganisationsPage({ searchParams }: { searchParams: Search }) {
  const q = word((await searchParams).q)?.slice(0, 100);
  const [organisations, invitations] = await Promise.all([read(listOrganisations, { q }), read(listMyInvitations, {})]);
  const now = new Date();
  const create = (
    <LinkButton href="/dashboard/organisations/new" variant="main">
      <Icon of={Plus} />
      New organisation
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Organisations" actions={create}>
        {organisations.length > 0 && "A new sign-in starts in the one with the star."}
      </PageHead>
      {invitations.map((invitation) => (
        <InvitationCall key={invitation.id} invitation={invitation} now={now} />
      ))}
      {(organisations.length > 0 || q) && (
        <Toolbar>
          <SearchBox
            action="/dashboard/organisations"
            label="Search organisations"
            placeholder="Name or handle"
            value={q}
          />
        </Toolbar>
      )}
      {organisations.length > 0 && (
        <OrganisationTable organisations={organisations} toEntry={toEntry} setDefault={setDefault} now={now} />
      )}
      {organisations.length === 0 && q && (
        <EmptyState
          title="Nothing found"
          actions={<LinkButton href="/dashboard/organisations">Show all organisations</LinkButton>}
        >
          None of your organisations has “{q}” in its name or handle.
        </EmptyState>
      )}
      {organisations.length === 0 && !q && (
        <EmptyState title="You belong to no organisation" actions={create}>
          An organisation is where you and others share what you run. Make one, or ask somebody to invite you: their
          invitation will stand here.
        </EmptyState>
      )}
    </>
  );
}
