import { listWebhooksOf, updateWebhookRow } from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kinds";
import { routeEventsInput } from "@/lib/webhooks/schema";
import { requireWholeSight } from "@/lib/webhooks/view";

const listed = (events: string[]) => events.join(", ") || "nothing";

/** Says what goes where: of each webhook that is named all the events that it is told from now on. */
export const routeEvents = organisationCommand("webhook.route", {
  input: routeEventsInput,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit }, { routes }) {
    const known = new Map((await listWebhooksOf(trx, organisation.id)).map((row) => [row.id, row]));
    const changed: { name: string; before: string; after: string }[] = [];
    const wanted = [...new Map(routes.map((route) => [route.webhook, route.events])).entries()];
    if (!wanted.every(([webhook]) => known.has(webhook))) throw new AppError("webhook.unknown");
    requireWholeSight(organisation);
    for (const [webhook, events] of wanted) {
      const row = known.get(webhook);
      if (!row || row.events.join() === events.join()) continue;
      await updateWebhookRow(trx, organisation.id, webhook, { events });
      changed.push({ name: row.name, before: listed(row.events), after: listed(events) });
    }
    const told = (which: "before" | "after") => changed.map((each) => `${each.name}: ${each[which]}`).join("; ");
    const target = {
      id: organisation.id,
      name: changed
        .map(({ name }) => name)
        .join(", ")
        .slice(0, 200),
    };
    audit(changed.length > 0 ? { target, before: { events: told("before") }, after: { events: told("after") } } : null);
    return wanted.map(([webhook, events]) => ({ webhook, events }));
  },
});
