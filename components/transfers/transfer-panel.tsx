import type { OwnerActions } from "@/components/transfers/actions";
import { CancelTransfer } from "@/components/transfers/cancel-transfer";
import { OfferButton } from "@/components/transfers/offer-button";
import type { MemberChoice } from "@/components/transfers/offer-dialog";
import { endWords, type ShownTransfer } from "@/components/transfers/transfer-words";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime } from "@/components/ui/layout/time";

interface TransferPanelProps extends OwnerActions {
  organisation: string;
  name: string;
  /** Those it can be offered to; null if there are too many to choose from a list. */
  members: MemberChoice[] | null;
  /** The pending transfer, or the last one. */
  transfer: ShownTransfer | null;
}

/** In the danger zone: the owner offers the organisation to a member, sees the answer, and cancels. */
export function TransferPanel({ organisation, name, members, transfer, offer, cancel }: TransferPanelProps) {
  const ended = transfer && endWords(transfer);
  if (transfer && !ended)
    return (
      <Panel
        title="Transfer"
        about={<Pending transfer={transfer} />}
        action={<CancelTransfer organisation={organisation} transfer={transfer} cancel={cancel} />}
      />
    );
  const others = members === null || members.length > 0;
  return (
    <Panel
      title="Transfer"
      about={
        others
          ? "Another member becomes the owner once they accept, and you become an admin."
          : "Another member can become the owner. There is nobody else here yet: invite somebody first."
      }
      action={others && <OfferButton organisation={organisation} name={name} members={members} offer={offer} />}
    >
      {ended && transfer.endedAt && (
        <p className="text-sm text-ink-soft">
          Last time, <ExactTime at={transfer.endedAt} />: {ended}
        </p>
      )}
    </Panel>
  );
}

/** Where a pending one stands, for the owner. */
function Pending({ transfer }: { transfer: ShownTransfer }) {
  const { kind, receiver, endsAt, reason } = transfer;
  if (kind === "offer")
    return (
      <>
        Offered to {receiver.name}, who can accept until <ExactTime at={endsAt} />. Nothing changes before that.
      </>
    );
  return (
    <>
      The portal’s administration makes {receiver.name} the owner on <ExactTime at={endsAt} />, unless you object. The
      reason given is: {reason}
    </>
  );
}
