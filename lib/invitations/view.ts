import type { listInvitationsOf } from "@/db/queries/invitation_lists";
import type { InvitationState } from "@/lib/kernel/entry";

type Row = Awaited<ReturnType<typeof listInvitationsOf>>[number];

/** An invitation in its organisation's list. `delivery` is null only for rows older than the mails table. */
export function toListedInvitation({ mailState, mailError, mailAttempts, mailSentAt, role, state, ...row }: Row) {
  const delivery = mailState && {
    state: mailState,
    error: mailError,
    attempts: mailAttempts ?? 0,
    sentAt: mailSentAt,
  };
  return { ...row, role, state: state as InvitationState, delivery: delivery || null };
}
export type ListedInvitation = ReturnType<typeof toListedInvitation>;
