import { DeliveryState } from "@/components/invitations/delivery-state";
import { type InvitationActions, InvitationMenu } from "@/components/invitations/invitation-menu";
import { RetryMail } from "@/components/invitations/retry-mail";
import type { OwnServer } from "@/components/invitations/send-actions";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { roleName } from "@/lib/access";
import type { ListedInvitation } from "@/lib/invitations/view";

const states: Record<ListedInvitation["state"], { tone: Tone; word: string }> = {
  pending: { tone: "note", word: "Pending" },
  accepted: { tone: "good", word: "Accepted" },
  rejected: { tone: "plain", word: "Declined" },
  revoked: { tone: "plain", word: "Revoked" },
  expired: { tone: "plain", word: "Expired" },
};

const hasMenu = (state: ListedInvitation["state"]) => state === "pending" || state === "expired";

interface InvitationTableProps {
  organisation: string;
  invitations: ListedInvitation[];
  /** Pending invitations are listed without their state, and ended ones without their delivery. */
  which?: "waiting" | "ended" | "any";
  /** Left out where nothing can be changed. */
  actions?: InvitationActions;
  canMail: boolean;
  /** The SMTP servers that the organisation can send them through. */
  servers: OwnServer[];
  now: Date;
}

export function InvitationTable(props: InvitationTableProps) {
  const { organisation, invitations, which = "waiting", actions, canMail, servers, now } = props;
  const withMenu = actions && invitations.some(({ state }) => hasMenu(state));
  const head = (
    <>
      <HeadCell>E-mail</HeadCell>
      {which !== "waiting" && <HeadCell>State</HeadCell>}
      {which !== "ended" && <HeadCell>Delivery</HeadCell>}
      <HeadCell>{which === "waiting" ? "Expires" : which === "ended" ? "Ended" : "Expires or ended"}</HeadCell>
      {withMenu && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Invitations" head={head}>
      {invitations.map((invitation) => {
        const { id, email, role, state, inviterName, delivery } = invitation;
        const canRetry = state === "pending" && canMail && (delivery?.state === "failed" || delivery?.state === "held");
        const one = { organisation, invitation: id, email };
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                name={<span className="font-medium">{email}</span>}
                under={`${roleName(role)}, invited by ${inviterName ?? "a former member"}`}
              />
            </Cell>
            {which !== "waiting" && (
              <Cell as="fact">
                <Badge tone={states[state].tone} dot>
                  {states[state].word}
                </Badge>
              </Cell>
            )}
            {which !== "ended" && (
              <Cell as="fact">
                {state === "pending" && delivery && (
                  <span className="gap-x-2.5 gap-y-1 card:[&>.button]:ml-2 row:flex row:flex-wrap row:items-center">
                    <DeliveryState delivery={delivery} now={now} />
                    {actions && canRetry && <RetryMail {...one} retry={actions.retryMail} />}
                  </span>
                )}
              </Cell>
            )}
            <Cell as="fact" className="text-ink-soft">
              <Ending invitation={invitation} now={now} />
            </Cell>
            {withMenu && (
              <Cell as="menu">
                {hasMenu(state) && (
                  <InvitationMenu
                    {...one}
                    actions={actions}
                    canRetry={canRetry}
                    canMail={canMail}
                    servers={servers}
                    expired={state === "expired"}
                  />
                )}
              </Cell>
            )}
          </Row>
        );
      })}
    </Table>
  );
}

const verbs: Partial<Record<ListedInvitation["state"], string>> = {
  accepted: "joined",
  rejected: "declined",
  revoked: "revoked",
};

/** When it ended or will end. */
function Ending({ invitation: { state, expiresAt, answeredAt }, now }: { invitation: ListedInvitation; now: Date }) {
  const verb = verbs[state];
  if (verb && answeredAt)
    return (
      <>
        {verb} <Time at={answeredAt} now={now} />
      </>
    );
  return (
    <>
      {state === "pending" ? "expires" : "expired"} <Time at={expiresAt} now={now} />
    </>
  );
}
