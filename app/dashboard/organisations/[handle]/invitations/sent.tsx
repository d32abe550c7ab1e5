import { invitationActions } from "@/app/dashboard/organisations/[handle]/members/invitation-actions";
import { ownSmtpServers } from "@/app/dashboard/organisations/[handle]/notifications/smtp-servers";
import type { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { InvitationTable } from "@/components/invitations/invitation-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { attempt } from "@/lib/doors/page/page";
import { withWords } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";
import { listInvitations } from "@/lib/invitations/operations";
import { usedWords } from "@/lib/tiers/words";

interface SentProps {
  organisation: Awaited<ReturnType<typeof openOrganisation>>;
  /** As they are in the URL; the operation checks them. */
  filter: { q?: string; state?: string };
  cursor?: string;
}

const nothing: Record<string, string> = {
  pending: "No pending invitations",
  accepted: "No accepted invitations",
  rejected: "No declined invitations",
  revoked: "No revoked invitations",
  expired: "No expired invitations",
  all: "No invitations yet",
};

export async function Sent({ organisation, filter, cursor }: SentProps) {
  const { id, base, may, pendingInvitations, limits, tierName } = organisation;
  const path = `${base}/invitations`;
  const state = filter.state || "pending";
  const asked = { organisation: id, q: filter.q, state: state as "pending", cursor };
  const { data, refusal } = await attempt(listInvitations, asked);
  if (refusal) return <RefusedFilters href={path} refusal={refusal} />;
  const { items, after } = data;
  if (items.length === 0 && filter.q)
    return (
      <EmptyState
        title="Nothing found"
        actions={
          <>
            <LinkButton href={withWords(path, { state: filter.state })}>Clear search</LinkButton>
            {state !== "all" && (
              <LinkButton href={withWords(path, { q: filter.q, state: "all" })} variant="quiet">
                Search all
              </LinkButton>
            )}
          </>
        }
      >
        No invitation here has “{filter.q}” in its e-mail address.
      </EmptyState>
    );
  if (items.length === 0)
    return (
      <EmptyState
        title={nothing[state] ?? "Nothing found"}
        actions={
          state !== "all" && <LinkButton href={withWords(path, { state: "all" })}>Show all invitations</LinkButton>
        }
        limit={`${usedWords(pendingInvitations ?? 0, limits.invitations)} pending on ${tierName}`}
      >
        An invitation lets one e-mail address join with the role you choose. It is valid for 48 hours.
      </EmptyState>
    );
  return (
    <>
      <InvitationTable
        organisation={id}
        invitations={items}
        which={state === "pending" ? "waiting" : state === "all" ? "any" : "ended"}
        actions={may("member.create") ? invitationActions : undefined}
        servers={await ownSmtpServers(organisation)}
        canMail={canMail()}
        now={new Date()}
      />
      <TableFoot
        first={cursor && withWords(path, filter)}
        next={after ? withWords(path, { ...filter, cursor: after }) : undefined}
      >
        {!after && !cursor && filter.q && `${items.length} found`}
      </TableFoot>
    </>
  );
}
