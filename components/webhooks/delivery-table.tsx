import type { ReactNode } from "react";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

export interface ListedDelivery {
  id: string;
  event: string;
  /** The event in words. */
  words: string;
  facts: { actor: { name: string }; target: { name: string | null } | null };
  state: "queued" | "sending" | "delivered" | "failed";
  attempts: number;
  status: number | null;
  durationMs: number | null;
  problem: string | null;
  answer: string | null;
  createdAt: Date;
  dueAt: Date | null;
}

const states: Record<ListedDelivery["state"], [Tone, string]> = {
  queued: ["plain", "Queued"],
  sending: ["plain", "Sending"],
  delivered: ["good", "Delivered"],
  failed: ["bad", "Failed"],
};

/** The outcome of an attempt; a mail has no status code. */
function outcomeOf({ status, state }: ListedDelivery): string {
  if (status !== null) return `HTTP ${status}`;
  return state === "delivered" ? "Accepted by the SMTP server" : "";
}

interface DeliveryTableProps<Delivery extends ListedDelivery> {
  items: Delivery[];
  now: Date;
  /** The button that retries a failed delivery; left out without the permission. */
  retry?: (delivery: Delivery) => ReactNode;
}

export function DeliveryTable<Delivery extends ListedDelivery>({ items, now, retry }: DeliveryTableProps<Delivery>) {
  const head = (
    <>
      <HeadCell>Event</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Response</HeadCell>
      <HeadCell>Time</HeadCell>
      {retry && <HeadCell unseen>Redeliver</HeadCell>}
    </>
  );
  return (
    <Table label="Deliveries" head={head}>
      {items.map((item) => {
        const [tone, word] = states[item.state];
        const { actor, target } = item.facts;
        return (
          <Row key={item.id}>
            <Cell as="lead">
              <Lead name={item.words} under={target?.name ? `${actor.name}: ${target.name}` : actor.name} />
            </Cell>
            <Cell as="fact">
              <Badge tone={item.state === "queued" && item.problem ? "warn" : tone} dot>
                {word}
              </Badge>
              {item.attempts > 1 && (
                <span className="ml-2 text-sm whitespace-nowrap text-ink-soft">{item.attempts} attempts</span>
              )}
            </Cell>
            <Cell as="fact" className="max-w-96 wrap-anywhere text-ink-soft">
              {item.problem ?? outcomeOf(item)}
              {!item.problem && item.durationMs !== null && ` after ${item.durationMs} ms`}
              {item.answer && <span className="block font-mono text-sm">{item.answer.slice(0, 200)}</span>}
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              <Time at={item.createdAt} now={now} />
            </Cell>
            {retry && <Cell as="plain">{item.state === "failed" && retry(item)}</Cell>}
          </Row>
        );
      })}
    </Table>
  );
}
