import { DeliveryState } from "@/components/invitations/delivery-state";
import { type InvitationActions, InvitationMenu } from "@/components/invitations/invitation-menu";
import { Badge, type Tone } from "@/components/ui/badge";
import { Lead } from "@/components/ui/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { roleNames } from "@/lib/access";
import type { ListedInvitation } from "@/lib/invitations/view";

const states: Record<ListedInvitation["state"], { tone: Tone; word: string }> = {
  pending: { tone: "note", word: "Waiting" },
  accepted: { tone: "good", word: "Accepted" },
  rejected: { tone: "plain", word: "Declined" },
  revoked: { tone: "plain", word: "Withdrawn" },
  expired: { tone: "plain", word: "Expired" },
};

interface InvitationTableProps {
  organisation: string;
  invitations: ListedInvitation[];
  actions: InvitationActions;
  canMail: boolean;
  now: Date;
}

export function InvitationTable({ organisation, invitations, actions, canMail, now }: InvitationTableProps) {
  const head = (
    <>
      <HeadCell>Address</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Mail</HeadCell>
      <HeadCell>Answer by</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Invitations" head={head}>
      {invitations.map(({ id, email, role, state, inviterName, delivery, expiresAt, answeredAt }) => (
        <Row key={id}>
          <Cell as="lead">
            <Lead name={email} under={`${roleNames[role]}, invited by ${inviterName ?? "somebody who has left"}`} />
          </Cell>
          <Cell as="fact">
            <Badge tone={states[state].tone} dot>
              {states[state].word}
            </Badge>
          </Cell>
          <Cell as="fact">{delivery && <DeliveryState delivery={delivery} now={now} />}</Cell>
          <Cell as="fact">
            {answeredAt ? (
              <>
                answered <Time at={answeredAt} now={now} />
              </>
            ) : (
              <Time at={expiresAt} now={now} />
            )}
          </Cell>
          <Cell as="menu">
            {state === "pending" && (
              <InvitationMenu
                organisation={organisation}
                invitation={id}
                email={email}
                actions={actions}
                canRetry={canMail && (delivery?.state === "failed" || delivery?.state === "held")}
              />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
