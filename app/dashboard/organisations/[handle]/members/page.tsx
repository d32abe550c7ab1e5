import Link from "next/link";
import { Deferred } from "@/app/dashboard/deferred";
import { invitationActions } from "@/app/dashboard/organisations/[handle]/members/invitation-actions";
import { Invite } from "@/app/dashboard/organisations/[handle]/members/invite";
import { JoinRequests } from "@/app/dashboard/organisations/[handle]/members/join-requests";
import { People } from "@/app/dashboard/organisations/[handle]/members/people";
import { ownSmtpServers } from "@/app/dashboard/organisations/[handle]/notifications/smtp-servers";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { rolesOf } from "@/app/dashboard/organisations/[handle]/roles/roles-to-give";
import { InvitationTable } from "@/components/invitations/invitation-table";
import { RoleFilter } from "@/components/roles/role-filter";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { SortMenu } from "@/components/ui/menu/sort-menu";
import { Toolbar } from "@/components/ui/table/toolbar";
import { roleName, roles } from "@/lib/access";
import { read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";
import { listInvitations } from "@/lib/invitations/operations";
import { countMembers } from "@/lib/members/operations";

export const metadata = { title: "Members" };

const orders = [
  { sort: "joined", label: "Joined, oldest first" },
  { sort: "-joined", label: "Joined, newest first" },
  { sort: "name", label: "Name, A to Z" },
  { sort: "-name", label: "Name, Z to A" },
];

export default async function MembersPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openOrganisation((await params).handle);
  const { id, base, may, memberCount, pendingInvitations } = organisation;
  const given = await searchParams;
  const [q, role, sort, cursor] = [word(given.q), word(given.role), word(given.sort), word(given.cursor)];
  const counts = await read(countMembers, { organisation: id });
  const ownRoles = (await rolesOf(organisation)).filter(({ custom }) => custom);
  const path = `${base}/members`;
  const to = (change: Record<string, string | undefined>) => withWords(path, { q, role, sort, ...change });
  const sorting = {
    current: sort ?? "joined",
    to: (next: string) => to({ sort: next === "joined" ? undefined : next }),
  };
  return (
    <>
      <PageHead title="Members" actions={may("member.create") && <Invite organisation={organisation} />}>
        {memberCount === 1 ? "1 member" : `${memberCount} members`}
      </PageHead>
      <Toolbar>
        <SearchBox
          action={path}
          label="Search members"
          placeholder={may("member.update") ? "Search by name or e-mail" : "Search by name"}
          value={q}
          keep={{ role, sort }}
        />
        <Choice
          label="Show"
          items={[
            { href: to({ role: undefined }), label: "All", count: memberCount, current: !role },
            ...roles.map((each) => ({
              href: to({ role: each }),
              label: each === "owner" ? roleName(each) : `${roleName(each)}s`,
              count: counts[each],
              current: role === each,
            })),
          ]}
        />
        {ownRoles.length > 0 && <RoleFilter roles={ownRoles} current={role} to={(own) => to({ role: own })} />}
        <SortMenu sorting={sorting} orders={orders} />
      </Toolbar>
      <Deferred rows={Math.min(memberCount, 12)}>
        <People organisation={organisation} filter={{ q, role, sort }} cursor={cursor} sorting={sorting} />
      </Deferred>
      {may("member.create") && !q && !role && !cursor && <JoinRequests organisation={id} />}
      {may("member.create") && pendingInvitations !== 0 && !q && !role && !cursor && (
        <Deferred rows={Math.min(pendingInvitations ?? 0, 5)}>
          <Waiting organisation={organisation} count={pendingInvitations ?? 0} now={new Date()} />
        </Deferred>
      )}
    </>
  );
}

interface WaitingProps {
  organisation: Awaited<ReturnType<typeof openOrganisation>>;
  count: number;
  now: Date;
}

async function Waiting({ organisation, count, now }: WaitingProps) {
  const { id, base } = organisation;
  const { items } = await read(listInvitations, { organisation: id, limit: 5 });
  if (items.length === 0) return null;
  return (
    <Section
      title="Pending invitations"
      count={count}
      action={<Link href={`${base}/invitations`}>All invitations</Link>}
    >
      <InvitationTable
        organisation={id}
        invitations={items}
        actions={invitationActions}
        servers={await ownSmtpServers(organisation)}
        canMail={canMail()}
        now={now}
      />
    </Section>
  );
}
