import { pageOfDeliveries, retry } from "@/lib/events/deliveries";
import { requireWholeSight } from "@/lib/events/sight";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { listMailedInput, oneMailed } from "@/lib/smtp_servers/schema";
import { requireSmtpServer } from "@/lib/smtp_servers/view";

/** The deliveries to the recipients of one SMTP server, newest first. */
export const listMailed = organisationQuery("provider.deliveries", {
  input: listMailedInput,
  token: "organisation",
  permission: "notification.read",
  async run({ trx, organisation }, { provider, ...which }) {
    await requireSmtpServer(trx, organisation.id, provider);
    requireWholeSight(organisation);
    return pageOfDeliveries(trx, organisation.id, { providerId: provider }, which);
  },
});

/** Restarts the attempts of a failed delivery. */
export const retryMailed = organisationCommand("provider.retry", {
  did: "redelivered an event by the SMTP server",
  event: null,
  input: oneMailed,
  token: "organisation",
  permission: "notification.update",
  limits: [{ points: 120, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, audit }, { provider: id, delivery }) {
    const { name } = await requireSmtpServer(trx, organisation.id, id);
    const event = await retry(trx, organisation.id, { providerId: id }, delivery);
    audit({ target: { id, name }, after: { delivery, event } });
    return { id: delivery };
  },
});
