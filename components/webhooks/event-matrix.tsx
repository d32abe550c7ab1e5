"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { say } from "@/components/ui/message/toast";
import type { Event } from "@/lib/events/events";
import type { Outcome } from "@/lib/kernel/errors";

/** A webhook, or an SMTP server with its recipients. */
interface EventDestination {
  kind: "webhook" | "provider";
  id: string;
  name: string;
  events: string[];
}
type Routed = { webhook?: string; provider?: string; events: Event[] };

interface EventMatrixProps {
  organisation: string;
  rows: { event: Event; words: string }[];
  destinations: EventDestination[];
  /** Left out without the permission to edit. */
  save?: (input: { organisation: string; routes: Routed[] }) => Promise<Outcome<unknown>>;
}

/** The event subscriptions: a row for each event, a column for each webhook and SMTP server. */
export function EventMatrix({ organisation, rows, destinations, save }: EventMatrixProps) {
  const before = new Set(destinations.flatMap(({ id, events }) => events.map((event) => `${id} ${event}`)));
  const [chosen, setChosen] = useState(before);
  const [act, pending] = useAction();
  const changed = chosen.size !== before.size || [...chosen].some((each) => !before.has(each));
  const turn = (each: string) => {
    const next = new Set(chosen);
    if (!next.delete(each)) next.add(each);
    setChosen(next);
  };
  const turnAll = (id: string, on: boolean) => {
    const next = new Set(chosen);
    for (const { event } of rows) {
      if (on) next.add(`${id} ${event}`);
      else next.delete(`${id} ${event}`);
    }
    setChosen(next);
  };
  const send = () => {
    const routes = destinations.map(({ kind, id }) => ({
      [kind]: id,
      events: rows.map(({ event }) => event).filter((event) => chosen.has(`${id} ${event}`)),
    }));
    if (!save) return;
    act(
      () => save({ organisation, routes }),
      () => say("Event subscriptions saved."),
    );
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section aria-label="Events by destination" tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse text-control">
          <thead>
            <tr className="border-b border-hair text-left align-bottom text-sm text-ink-soft">
              <th scope="col" className="min-w-44 py-2 pr-3 font-medium">
                Event
              </th>
              {destinations.map(({ kind, id, name }) => (
                <th key={id} scope="col" className="max-w-32 min-w-20 px-2 py-2 text-center font-medium wrap-anywhere">
                  {name}
                  <span className="block font-normal">{kind === "webhook" ? "Webhook" : "Mail"}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {save && (
              <tr className="border-b border-hair bg-ground">
                <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                  All events
                </th>
                {destinations.map((destination) => {
                  const count = rows.filter(({ event }) => chosen.has(`${destination.id} ${event}`)).length;
                  const all = count === rows.length;
                  return (
                    <td key={destination.id} className="px-2 py-1.5 text-center">
                      <Tick
                        label={`All events: notify ${toldAs(destination)}`}
                        checked={all}
                        some={count > 0 && !all}
                        onChange={() => turnAll(destination.id, !all)}
                      />
                    </td>
                  );
                })}
              </tr>
            )}
            {rows.map(({ event, words }) => (
              <tr key={event} className="border-b border-hair">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                  {words}
                </th>
                {destinations.map((destination) => (
                  <td key={destination.id} className="px-2 py-1.5 text-center">
                    <Tick
                      label={`${words}: notify ${toldAs(destination)}`}
                      checked={chosen.has(`${destination.id} ${event}`)}
                      onChange={save && (() => turn(`${destination.id} ${event}`))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {save && (
        <div className="mt-3 flex gap-2 noscript:hidden">
          <Button variant="main" busy={pending} disabled={!changed} onClick={send}>
            Save
          </Button>
        </div>
      )}
    </>
  );
}

const toldAs = ({ kind, name }: EventDestination) => (kind === "webhook" ? name : `${name} by e-mail`);

interface TickProps {
  label: string;
  checked: boolean;
  /** Some of its events are ticked, but not all. */
  some?: boolean;
  /** Left out without the permission. */
  onChange?: () => void;
}

const Tick = ({ label, checked, some = false, onChange }: TickProps) => (
  <input
    type="checkbox"
    className="size-5 align-middle accent-accent"
    aria-label={label}
    checked={checked}
    ref={(input) => {
      if (input) input.indeterminate = some;
    }}
    disabled={!onChange}
    onChange={onChange ?? (() => {})}
  />
);
