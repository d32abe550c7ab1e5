import Link from "next/link";
import { inviteMemberAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import { invitationActions } from "@/app/dashboard/organisations/[handle]/members/invitation-actions";
import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { InvitationTable } from "@/components/invitations/invitation-table";
import { InviteButton } from "@/components/invitations/invite-button";
import { MemberTable } from "@/components/members/member-table";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { TableFoot } from "@/components/ui/table-foot";
import { invitableRoles, mayGive } from "@/lib/access";
import { canMail } from "@/lib/env";
import { listInvitations } from "@/lib/invitations/operations";
import { listMembers } from "@/lib/members/operations";
import { attempt, read } from "@/lib/transport/page";
import { type Search, withWords, word } from "@/lib/transport/search";

export const metadata = { title: "Members" };

export default async function MembersPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openedOrganisation((await params).handle);
  const { id, name, base, may, memberCount, permissions } = organisation;
  const cursor = word((await searchParams).cursor);
  const { data, refusal } = await attempt(listMembers, { organisation: id, cursor });
  const page = data ?? (await read(listMembers, { organisation: id }));
  const now = new Date();
  const roles = invitableRoles.filter((each) => mayGive({ permissions: new Set(permissions) }, each));
  return (
    <>
      <PageHead
        title="Members"
        actions={
          may("member.create") && (
            <InviteButton organisation={id} name={name} roles={roles} byMail={canMail()} invite={inviteMemberAction} />
          )
        }
      >
        {memberCount === 1 ? "One person runs" : `${memberCount} people run`} {name}. A role decides what each of them
        may do.
      </PageHead>
      {refusal && <Notice tone="warn">{refusal.message} This is the first page.</Notice>}
      <MemberTable members={page.items} now={now} />
      <TableFoot
        first={cursor && `${base}/members`}
        next={page.after ? withWords(`${base}/members`, { cursor: page.after }) : undefined}
      >
        {page.items.length} of {memberCount} shown
      </TableFoot>
      {may("member.create") && <Waiting organisation={id} base={base} now={now} />}
    </>
  );
}

async function Waiting({ organisation, base, now }: { organisation: string; base: string; now: Date }) {
  const { items } = await read(listInvitations, { organisation, limit: 10 });
  if (items.length === 0) return null;
  return (
    <Section title="Waiting for an answer" action={<Link href={`${base}/invitations`}>All invitations</Link>}>
      <InvitationTable
        organisation={organisation}
        invitations={items}
        actions={invitationActions}
        canMail={canMail()}
        now={now}
      />
    </Section>
  );
}
