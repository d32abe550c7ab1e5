import { inviteMemberAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import { invitationActions } from "@/app/dashboard/organisations/[handle]/members/invitation-actions";
import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { InvitationTable } from "@/components/invitations/invitation-table";
import { InviteButton } from "@/components/invitations/invite-button";
import { Choice } from "@/components/ui/choice";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { TableFoot } from "@/components/ui/table-foot";
import { Toolbar } from "@/components/ui/toolbar";
import { invitableRoles, mayGive } from "@/lib/access";
import { canMail } from "@/lib/env";
import { listInvitations } from "@/lib/invitations/operations";
import { read } from "@/lib/transport/page";
import { type Search, withWords, word } from "@/lib/transport/search";

export const metadata = { title: "Invitations" };

export default async function InvitationsPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openedOrganisation((await params).handle);
  const { id, name, base, permissions, pendingInvitations, maxInvitations, tierName } = organisation;
  const given = await searchParams;
  const state = word(given.state) === "all" ? "all" : "pending";
  const cursor = word(given.cursor);
  const { items, after } = await read(listInvitations, { organisation: id, state, cursor });
  const path = `${base}/invitations`;
  const roles = invitableRoles.filter((each) => mayGive({ permissions: new Set(permissions) }, each));
  const invite = (
    <InviteButton organisation={id} name={name} roles={roles} byMail={canMail()} invite={inviteMemberAction} />
  );
  const limit = `${pendingInvitations ?? 0} of ${maxInvitations} waiting on ${tierName}`;
  return (
    <>
      <PageHead title="Invitations" actions={invite}>
        Who was asked to join {name}. {limit}.
      </PageHead>
      <Toolbar>
        <Choice
          label="State"
          items={[
            { href: path, label: "Waiting", count: pendingInvitations ?? undefined, current: state === "pending" },
            { href: withWords(path, { state: "all" }), label: "All ever sent", current: state === "all" },
          ]}
        />
      </Toolbar>
      {items.length > 0 ? (
        <>
          <InvitationTable
            organisation={id}
            invitations={items}
            actions={invitationActions}
            canMail={canMail()}
            now={new Date()}
          />
          <TableFoot
            first={cursor && withWords(path, { state: word(given.state) })}
            next={after ? withWords(path, { state: word(given.state), cursor: after }) : undefined}
          />
        </>
      ) : (
        <EmptyState title={state === "all" ? "Nobody was invited yet" : "No invitation waits"} limit={limit}>
          An invitation asks one address to join, for 48 hours, with the role that you choose.
        </EmptyState>
      )}
    </>
  );
}
