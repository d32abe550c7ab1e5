import { z } from "zod";
import {
  chosenInput,
  eventsOf,
  notificationOutput,
  smtpServerRecord,
  type Webhook,
  webhookRecord,
} from "@/lib/doors/procedures/notification_records";
import { id, like, mutation, type Procedure, query, text } from "@/lib/doors/procedures/procedure";
import { AppError } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";
import { listSmtpServers, readSmtpServer, removeSmtpServer } from "@/lib/smtp_servers/operations";
import { createWebhook, listWebhooks, readWebhook, removeWebhook, updateWebhook } from "@/lib/webhooks/operations";
import type { Format } from "@/lib/webhooks/schema";
import { testWebhookSettings } from "@/lib/webhooks/trial_operations";

type SmtpServer = Awaited<ReturnType<typeof readSmtpServer>>;
const recordOf = (one: SmtpServer | Webhook, organisation: string) =>
  "kind" in one ? smtpServerRecord(one, organisation) : webhookRecord(one, organisation);

/** There a notification is an SMTP server or a webhook; here the id belongs to one of the two. */
async function eitherOf<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<A | B> {
  return first().catch((error) => {
    if (error instanceof Refusal && error.reason === "provider.unknown") return second();
    throw error;
  });
}

const listAll = like(listSmtpServers, listSmtpServers.input, async (caller, input) => [
  ...(await listSmtpServers(caller, input)),
  ...(await listWebhooks(caller, input)),
]);
const readOne = like(readSmtpServer, readSmtpServer.input, (caller, input) =>
  eitherOf(
    () => readSmtpServer(caller, input),
    () => readWebhook(caller, { organisation: input.organisation, webhook: input.provider }),
  ),
);
const removeOne = like(removeSmtpServer, removeSmtpServer.input, (caller, input) =>
  eitherOf(
    () => removeSmtpServer(caller, input),
    () => removeWebhook(caller, { organisation: input.organisation, webhook: input.provider }),
  ),
);
/** The events that the flags don't affect have to be known first. */
const updateOne = like(
  updateWebhook,
  updateWebhook.input.extend({ chosen: z.record(z.string(), z.unknown()) }),
  async (caller, { chosen, ...change }) => {
    const { format, events } = await readWebhook(caller, {
      organisation: change.organisation,
      webhook: change.webhook,
    });
    if (format !== change.format) throw new AppError("webhook.unknown");
    return updateWebhook(caller, { ...change, events: eventsOf(chosen, events) });
  },
);

const one = z.object({ notificationId: id });
const names = { provider: "notificationId", webhook: "notificationId" };
const toOne = ({ notificationId }: z.output<typeof one>, organisation: string) => ({
  organisation,
  provider: notificationId,
});

/** Messages are signed instead; only headers that they have anyway may be given. */
const headers = z
  .custom<object>(
    (given) => typeof given === "object" && given !== null && Object.keys(given).length <= 50,
    "Enter each header once.",
  )
  .meta({ type: "object", additionalProperties: { type: "string" } })
  .pipe(z.record(z.string().max(200), z.string().max(2000)))
  .refine((given) => Object.keys(given).every((name) => name.toLowerCase() === "content-type"), {
    message: "Custom headers aren’t supported. Verify the message’s signature instead.",
  })
  .nullish();

/** The procedures of one kind of webhook; `field` is the clients' name for its URL. */
function channel(sort: string, format: Format, field: "webhookUrl" | "endpoint"): Record<string, Procedure> {
  const more = z.object(field === "endpoint" ? { headers } : {});
  const settings = more.extend({ [field]: text });
  const change = more.extend({ [field]: text.optional() });
  const urlOf = (given: object) => (given as { webhookUrl?: string; endpoint?: string })[field];
  const fields = { ...names, url: field };
  return {
    [`notification.create${sort}`]: mutation(createWebhook, {
      input: settings.extend({ name: text, ...chosenInput.shape }),
      output: notificationOutput,
      to: ({ name, ...given }, organisation) => ({
        ...{ organisation, name: name as string, format },
        url: urlOf(given) ?? "",
        events: eventsOf(given),
      }),
      from: webhookRecord,
      names: fields,
    }),
    [`notification.update${sort}`]: mutation(updateOne, {
      input: change.extend({ notificationId: id, name: text.optional(), ...chosenInput.shape }),
      output: notificationOutput,
      to: ({ notificationId, name, ...given }, organisation) => ({
        ...{ organisation, webhook: notificationId as string, name: name as string | undefined, format },
        url: urlOf(given),
        chosen: given,
      }),
      from: webhookRecord,
      names: fields,
    }),
    [`notification.test${sort}Connection`]: mutation(testWebhookSettings, {
      input: settings,
      output: z.literal(true),
      to: (given, organisation) => ({ organisation, format, url: urlOf(given) ?? "" }),
      from({ state, problem }) {
        if (state === "failed") throw new AppError("webhook.failed", { ...(problem && { message: problem }) });
        return true as const;
      },
      names: fields,
    }),
  };
}

/** The procedures about notifications: an organisation’s SMTP servers and its webhooks. */
export const notifications: Record<string, Procedure> = {
  "notification.all": query(listAll, {
    input: z.object({}),
    output: z.array(notificationOutput),
    to: (_given, organisation) => ({ organisation }),
    from: (all, organisation) => all.map((each) => recordOf(each, organisation)),
  }),
  "notification.one": query(readOne, { input: one, output: notificationOutput, to: toOne, from: recordOf, names }),
  "notification.remove": mutation(removeOne, {
    input: one,
    output: notificationOutput,
    to: toOne,
    from: recordOf,
    names,
  }),
  ...channel("Discord", "discord", "webhookUrl"),
  ...channel("Slack", "slack", "webhookUrl"),
  ...channel("Custom", "generic", "endpoint"),
};
