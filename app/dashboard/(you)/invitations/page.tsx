import { acceptInvitationAction, rejectInvitationAction } from "@/app/invitations/[token]/actions";
import { Shield } from "@/components/identity/shield";
import { AnswerInvitation } from "@/components/invitations/answer-invitation";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Panel } from "@/components/ui/layout/panel";
import { Time } from "@/components/ui/layout/time";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Lead } from "@/components/ui/table/lead";
import { roleName } from "@/lib/access";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { listMyInvitations } from "@/lib/invitations/answer_operations";

export const metadata = { title: "Invitations" };

export default async function MyInvitationsPage() {
  const invitations = await read(listMyInvitations, {});
  const { actor } = await currentCaller();
  const unproved = actor?.kind === "user" && !actor.verified;
  const now = new Date();
  return (
    <>
      <PageHead title="Invitations">Organisations you’ve been invited to.</PageHead>
      <div className="grid max-w-[40rem] gap-4">
        {invitations.map(({ id, name, handle, avatar, role, inviterName, expiresAt }) => (
          <Panel key={id}>
            <Lead
              picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
              name={name}
              under={`As ${roleName(role)}, invited by ${inviterName ?? "a former member"}`}
            />
            <p className="mt-3 text-sm text-ink-soft">
              Expires <Time at={expiresAt} now={now} />.
            </p>
            <AnswerInvitation
              proof={{ invitation: id }}
              name={name}
              accept={acceptInvitationAction}
              reject={rejectInvitationAction}
            />
          </Panel>
        ))}
      </div>
      {invitations.length === 0 && unproved && (
        <EmptyState
          title="Verify your e-mail address first"
          actions={
            <LinkButton href="/dashboard/account" variant="main">
              Go to your account
            </LinkButton>
          }
        >
          Invitations to your address appear here once it is verified. The link in an invitation e-mail works right
          away.
        </EmptyState>
      )}
      {invitations.length === 0 && !unproved && (
        <EmptyState title="No pending invitations">
          When somebody invites you to their organisation, the invitation appears here and in your e-mail.
        </EmptyState>
      )}
    </>
  );
}
