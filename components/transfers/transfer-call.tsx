import { Shield } from "@/components/identity/shield";
import type { ShownTransfer } from "@/components/transfers/transfer-words";
import { LinkButton } from "@/components/ui/button/link-button";
import { ExactTime } from "@/components/ui/layout/time";
import { Call } from "@/components/ui/message/call";

/** A pending transfer, for one of its two parties. */
export function TransferCall({ transfer }: { transfer: ShownTransfer & { isReceiver: boolean } }) {
  const { id, kind, organisation, owner, receiver, endsAt, isReceiver } = transfer;
  const { name, handle, avatar } = organisation;
  const title =
    kind === "portal"
      ? `The portal’s administration is making ${isReceiver ? "you" : receiver.name} the owner of ${name}`
      : isReceiver
        ? `${owner.name} offers you ${name}`
        : `You offered ${name} to ${receiver.name}`;
  return (
    <Call
      label={`Transfer of ${name}`}
      picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
      title={title}
      actions={
        <LinkButton href={`/dashboard/transfers/${id}`} variant={isReceiver || kind === "portal" ? "main" : undefined}>
          View transfer
        </LinkButton>
      }
    >
      {kind === "portal"
        ? isReceiver
          ? "Unless the owner objects, on "
          : "Unless you object, on "
        : isReceiver
          ? "You can accept or decline until "
          : "They can accept or decline until "}
      <ExactTime at={endsAt} />.
    </Call>
  );
}
