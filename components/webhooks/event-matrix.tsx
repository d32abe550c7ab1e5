"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { say, sayRefused } from "@/components/ui/toast";
import type { Outcome } from "@/lib/errors";
import type { Event } from "@/lib/webhooks/events";

interface Routed {
  webhook: string;
  events: Event[];
}

interface EventMatrixProps {
  organisation: string;
  rows: { event: Event; words: string }[];
  webhooks: { id: string; name: string; events: string[] }[];
  /** Left out for who may not change it. */
  save?: (input: { organisation: string; routes: Routed[] }) => Promise<Outcome<unknown>>;
}

/** Which events go where: a row for each event, a column for each webhook. */
export function EventMatrix({ organisation, rows, webhooks, save }: EventMatrixProps) {
  const before = new Set(webhooks.flatMap(({ id, events }) => events.map((event) => `${id} ${event}`)));
  const [chosen, setChosen] = useState(before);
  const [pending, startTransition] = useTransition();
  const changed = chosen.size !== before.size || [...chosen].some((each) => !before.has(each));
  const turn = (each: string) => {
    const next = new Set(chosen);
    if (!next.delete(each)) next.add(each);
    setChosen(next);
  };
  const send = () =>
    startTransition(async () => {
      const routes = webhooks.map(({ id }) => ({
        webhook: id,
        events: rows.map(({ event }) => event).filter((event) => chosen.has(`${id} ${event}`)),
      }));
      const outcome = await save?.({ organisation, routes }).catch(() => undefined);
      if (outcome?.ok) say("From now on events go where you said.");
      else sayRefused(outcome?.error.message ?? "Couldn’t reach Guildhall. Nothing was changed. Try again.");
    });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section aria-label="Events and webhooks" tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse text-control">
          <thead>
            <tr className="border-b border-hair text-left align-bottom text-sm text-ink-soft">
              <th scope="col" className="min-w-44 py-2 pr-3 font-medium">
                Event
              </th>
              {webhooks.map(({ id, name }) => (
                <th key={id} scope="col" className="max-w-32 min-w-20 px-2 py-2 text-center font-medium wrap-anywhere">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ event, words }) => (
              <tr key={event} className="border-b border-hair">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                  {words}
                </th>
                {webhooks.map(({ id, name }) => (
                  <td key={id} className="px-2 py-1.5 text-center">
                    <input
                      type="checkbox"
                      className="size-5 align-middle accent-accent"
                      aria-label={`${words}: tell ${name}`}
                      checked={chosen.has(`${id} ${event}`)}
                      disabled={!save}
                      onChange={() => turn(`${id} ${event}`)}
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
            Save which events go where
          </Button>
        </div>
      )}
    </>
  );
}
