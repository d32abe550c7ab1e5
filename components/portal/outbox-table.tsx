import { DeliveryState } from "@/components/invitations/delivery-state";
import { MailActions, type MailActionsProps } from "@/components/portal/mail-actions";
import { RevealLink } from "@/components/portal/reveal-link";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import type { Outcome } from "@/lib/kernel/errors";
import type { mailKinds } from "@/lib/mails/schema";

type MailKind = (typeof mailKinds)[number];
interface OutboxMail {
  id: string;
  kind: MailKind;
  recipient: string;
  state: "queued" | "sending" | "sent" | "failed" | "held" | "withdrawn";
  attempts: number;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
  revealedAt: Date | null;
  organisationName: string | null;
  canReveal: boolean;
  canRetry: boolean;
  canWithdraw: boolean;
}

export const mailKindWords: Record<MailKind, string> = {
  invitation: "Invitation",
  verify: "Address verification",
  reset: "Password reset",
  known: "Account already exists",
  notice: "Notification",
  provisioned: "New organisation",
  transfer: "Transfer",
  security: "Account security",
  signInLink: "Sign-in link",
  newDevice: "Sign-in from a new device",
  newAddress: "New address: confirm",
  undoAddress: "New address: undo",
};

/** "Invitation to Apex Gaming", "Transfer: Apex Gaming". */
const subject = (kind: MailKind, organisation: string | null) =>
  organisation ? `${mailKindWords[kind]}${kind === "invitation" ? " to" : ":"} ${organisation}` : mailKindWords[kind];

interface OutboxTableProps {
  mails: OutboxMail[];
  actions: MailActionsProps["actions"] & { reveal: (input: { mail: string }) => Promise<Outcome<{ link: string }>> };
  now: Date;
}

export function OutboxTable({ mails, actions, now }: OutboxTableProps) {
  const head = (
    <>
      <HeadCell>To</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Created</HeadCell>
      <HeadCell>Link</HeadCell>
      <HeadCell unseen>Send again or withdraw</HeadCell>
    </>
  );
  return (
    <Table label="Mails" head={head}>
      {mails.map(
        ({
          id,
          kind,
          recipient,
          organisationName,
          createdAt,
          canReveal,
          revealedAt,
          canRetry,
          canWithdraw,
          ...delivery
        }) => (
          <Row key={id}>
            <Cell as="lead">
              <Lead name={recipient} under={subject(kind, organisationName)} />
            </Cell>
            <Cell as="fact">
              <DeliveryState delivery={delivery} now={now} />
            </Cell>
            <Cell as="fact">
              <Time at={createdAt} now={now} />
            </Cell>
            <Cell as={canReveal ? "plain" : "fact"}>
              {canReveal && <RevealLink mail={id} recipient={recipient} reveal={actions.reveal} />}
              {revealedAt && (
                <span className="text-sm text-ink-soft">
                  Revealed <Time at={revealedAt} now={now} />
                </span>
              )}
              {!canReveal && !revealedAt && (
                <span className="text-sm text-ink-faint">
                  <span className="row:hidden">link </span>hidden
                </span>
              )}
            </Cell>
            <Cell as={canRetry || canWithdraw ? "plain" : "fact"}>
              <MailActions mail={id} recipient={recipient} {...{ canRetry, canWithdraw, actions }} />
            </Cell>
          </Row>
        ),
      )}
    </Table>
  );
}
