import { forbidden } from "next/navigation";
import { Deferred } from "@/app/dashboard/deferred";
import { Sent } from "@/app/dashboard/organisations/[handle]/invitations/sent";
import { Invite } from "@/app/dashboard/organisations/[handle]/members/invite";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { Toolbar } from "@/components/ui/table/toolbar";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { fullReason, usedWords } from "@/lib/tiers/words";

export const metadata = { title: "Invitations" };

const states = [
  { state: undefined, label: "Pending" },
  { state: "all", label: "All" },
  { state: "accepted", label: "Accepted" },
  { state: "rejected", label: "Declined" },
  { state: "revoked", label: "Revoked" },
  { state: "expired", label: "Expired" },
];

export default async function InvitationsPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openOrganisation((await params).handle);
  const { name, base, may, holds, pendingInvitations, limits, tierName } = organisation;
  // Before anything is sent: a refusal further down would come too late to set the status.
  if (!holds("member.create")) forbidden();
  const reason = fullReason(pendingInvitations ?? 0, limits.invitations, tierName);
  const given = await searchParams;
  const [q, state, cursor] = [word(given.q), word(given.state), word(given.cursor)];
  const path = `${base}/invitations`;
  return (
    <>
      <PageHead title="Invitations" actions={may("member.create") && <Invite organisation={organisation} />}>
        Who was invited to {name}. {usedWords(pendingInvitations ?? 0, limits.invitations)} pending on {tierName}
        {reason ? `: ${reason}` : "."}
      </PageHead>
      <Toolbar>
        <SearchBox action={path} label="Search invitations" placeholder="E-mail" value={q} keep={{ state }} />
        <Choice
          label="Show"
          items={states.map((each) => ({
            href: withWords(path, { q, state: each.state }),
            label: each.label,
            count: each.state ? undefined : (pendingInvitations ?? undefined),
            current: (state || "pending") === (each.state ?? "pending"),
          }))}
        />
      </Toolbar>
      <Deferred>
        <Sent organisation={organisation} filter={{ q, state }} cursor={cursor} />
      </Deferred>
    </>
  );
}
