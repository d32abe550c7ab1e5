import Link from "next/link";
import { cache } from "react";
import { Deferred } from "@/app/dashboard/deferred";
import { leaveOrganisationAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import { memberPlace } from "@/app/dashboard/organisations/[handle]/members/member-place";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { ActivityTable } from "@/components/activity/activity-table";
import { Person } from "@/components/identity/person";
import { LeaveButton } from "@/components/members/leave-button";
import { MemberButtons } from "@/components/members/member-buttons";
import { MemberFacts } from "@/components/members/member-facts";
import { PermissionList } from "@/components/roles/permission-list";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { roleName } from "@/lib/access";
import { listActivity } from "@/lib/audit/operations";
import { withSentences } from "@/lib/doors/page/activity";
import { read } from "@/lib/doors/page/page";
import { readMember } from "@/lib/members/operations";

interface MemberParams {
  params: Promise<{ handle: string; userId: string }>;
}

/** Read once for the title and the page. */
const openedMember = cache(async (handle: string, userId: string) => {
  const organisation = await openOrganisation(handle);
  return { organisation, member: await read(readMember, { organisation: organisation.id, userId }) };
});

export async function generateMetadata({ params }: MemberParams) {
  const { handle, userId } = await params;
  return { title: (await openedMember(handle, userId)).member.name };
}

export default async function MemberPage({ params }: MemberParams) {
  const { handle, userId } = await params;
  const { organisation, member } = await openedMember(handle, userId);
  const { id, base, name, may } = organisation;
  const { mayChange, mayRemove, mayNarrow, isSelf, orgRole } = member;
  const isOwner = orgRole === "owner";
  const { place } = await memberPlace(organisation);
  const buttons = isSelf
    ? !isOwner && (
        <LeaveButton
          organisation={id}
          name={name}
          isOnly={member.organisations === 1}
          leave={leaveOrganisationAction}
        />
      )
    : (mayChange || mayRemove) && (
        <MemberButtons
          place={place}
          member={member}
          mayChange={mayChange}
          mayRemove={mayRemove}
          mayNarrow={mayNarrow && may("project.read")}
          path={`${base}/members`}
        />
      );
  return (
    <>
      <PageHead
        crumbs={[{ href: `${base}/members`, label: "Members" }]}
        title={
          <span className="flex items-center gap-3">
            <Person id={member.userId} name={member.name} avatar={member.avatar} size="large" />
            <span className="min-w-0">{member.name}</span>
          </span>
        }
        actions={buttons}
      >
        {isSelf ? "This is you." : `A member of ${name}.`}
      </PageHead>
      <div className="max-w-[40rem]">
        <MemberFacts
          member={member}
          note={isSelf ? ownNote(isOwner, base) : may("member.update") && !mayChange ? aboveNote(isOwner) : undefined}
          now={new Date()}
        />
      </div>
      <Section
        title="Permissions"
        action={isSelf && !isOwner && <Link href={`${base}/rights`}>What’s missing and why</Link>}
      >
        <p className="mb-2 text-control text-ink-soft">
          {isOwner
            ? `Everything, because ${isSelf ? "you own" : "they own"} the organisation.`
            : `From the ${roleName(orgRole)} role.`}
        </p>
        <PermissionList permissions={member.permissions} />
      </Section>
      {may("auditLog.read") && (
        <Deferred rows={5}>
          <Latest organisation={id} base={base} userId={member.userId} />
        </Deferred>
      )}
    </>
  );
}

const ownNote = (isOwner: boolean, base: string) =>
  isOwner ? (
    <>
      The owner can’t leave: an organisation always needs one. To hand it on,{" "}
      <Link href={`${base}/settings#danger-zone`}>transfer it to another member</Link>.
    </>
  ) : (
    "You can’t change your own role. Ask somebody whose role is above yours."
  );
const aboveNote = (isOwner: boolean) =>
  isOwner
    ? "The owner keeps this role until they transfer the organisation."
    : "You can’t change it: you can only manage roles with fewer permissions than yours.";

async function Latest({ organisation, base, userId }: { organisation: string; base: string; userId: string }) {
  const { items, faces } = await read(listActivity, { organisation, actor: userId, limit: 8 });
  const all = <Link href={`${base}/activity?actor=${userId}`}>View all</Link>;
  return (
    <Section title="Latest activity" action={items.length > 0 && all}>
      {items.length > 0 ? (
        <ActivityTable items={withSentences(items)} faces={faces} now={new Date()} />
      ) : (
        <p className="text-control text-ink-soft">Nothing yet.</p>
      )}
    </Section>
  );
}
