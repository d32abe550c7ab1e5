import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import type { ListedInvitation } from "@/lib/invitations/view";

type Delivery = NonNullable<ListedInvitation["delivery"]>;

const looks: Record<Delivery["state"], { tone: Tone; word: string }> = {
  queued: { tone: "plain", word: "Queued" },
  sending: { tone: "plain", word: "Sending" },
  sent: { tone: "good", word: "Sent" },
  failed: { tone: "bad", word: "Not delivered" },
  held: { tone: "warn", word: "Not sent" },
  withdrawn: { tone: "bad", word: "Withdrawn" },
};

/** The delivery of an e-mail, with the reason if it failed. */
export function DeliveryState({ delivery, now }: { delivery: Delivery; now: Date }) {
  const { state, error, attempts, sentAt } = delivery;
  const { tone, word } = looks[state];
  return (
    <span className="row:inline-block row:max-w-80">
      <Badge tone={tone} dot>
        {state === "queued" && attempts > 0 ? "Retrying" : word}
      </Badge>
      {sentAt && state === "sent" && <Time at={sentAt} now={now} className="ml-2 text-sm text-ink-soft" />}
      {error && <span className="text-sm wrap-anywhere text-ink-soft card:ml-2 row:mt-0.5 row:block">{error}</span>}
    </span>
  );
}
