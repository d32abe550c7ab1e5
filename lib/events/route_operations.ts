import { listSmtpServersOf, updateSmtpServerRow } from "@/db/queries/providers";
import { listWebhooksOf, updateWebhookRow } from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import { routeEventsInput } from "@/lib/events/schema";
import { requireWholeSight } from "@/lib/events/sight";
import { organisationCommand } from "@/lib/kernel/kinds";

const listed = (events: string[]) => events.join(", ") || "nothing";

/** Changes the event subscriptions: for each given webhook or SMTP server, all of its events from now on. */
export const routeEvents = organisationCommand("webhook.route", {
  did: "changed the event subscriptions of",
  event: null,
  input: routeEventsInput,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit }, { routes }) {
    const { id } = organisation;
    // If one is given twice, the last counts.
    const wanted = [...new Map(routes.map((route) => [route.webhook ?? route.provider, route])).values()];
    const [webhooks, providers] = [byId(await listWebhooksOf(trx, id)), byId(await listSmtpServersOf(trx, id))];
    const pairs = wanted.map(({ webhook, provider, events }) => {
      const row = webhook ? webhooks.get(webhook) : providers.get(provider ?? "");
      if (!row) throw new AppError(webhook ? "webhook.unknown" : "provider.unknown");
      return { row, events, save: webhook ? updateWebhookRow : updateSmtpServerRow };
    });
    requireWholeSight(organisation);
    const changed = pairs.filter(({ row, events }) => row.events.join() !== events.join());
    for (const { row, events, save } of changed) await save(trx, id, row.id, { events });
    const told = (which: (pair: (typeof pairs)[number]) => string[]) => ({
      events: changed.map((pair) => `${pair.row.name}: ${listed(which(pair))}`).join("; "),
    });
    const names = changed.map(({ row }) => row.name).join(", ");
    audit(
      changed.length > 0
        ? {
            target: { id, name: names.slice(0, 200) },
            before: told(({ row }) => row.events),
            after: told(({ events }) => events),
          }
        : null,
    );
    return wanted;
  },
});

const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]));
