import { z } from "zod";
import {
  chosenInput,
  eventsOf,
  notificationOutput,
  smtpServerRecord,
} from "@/lib/doors/procedures/notification_records";
import { id, like, mutation, type Procedure, text } from "@/lib/doors/procedures/procedure";
import { sendInvitation } from "@/lib/invitations/send_operations";
import { createSmtpServer, readSmtpServer, updateSmtpServer } from "@/lib/smtp_servers/operations";
import { type Encryption, encryptions } from "@/lib/smtp_servers/schema";
import { testSettings } from "@/lib/smtp_servers/trial_operations";

/**
 * The field names of this ecosystem's clients. They have none for encryption: the port decides it, unless our field is
 * given.
 */
const server = z.object({
  smtpServer: text,
  smtpPort: z.coerce.number(),
  username: text.optional(),
  password: text.optional(),
  fromAddress: text,
  toAddresses: z.array(text).max(100),
  encryption: z.enum(encryptions).optional(),
});
const tlsPort = 465;

type Server = z.output<typeof server>;
/** Takes the settings out by name, because the input has other fields as well, such as the organisation. */
function toSettings<Given extends Partial<Server>>({ smtpServer, smtpPort, toAddresses, encryption, ...given }: Given) {
  const { username, password, fromAddress } = given;
  const usual: Encryption | undefined = smtpPort === undefined ? undefined : smtpPort === tlsPort ? "tls" : "starttls";
  const host = { host: smtpServer, port: smtpPort, encryption: encryption ?? usual };
  const settings = { username, password, fromAddress, ...host, recipients: toAddresses };
  return settings as {
    [Name in keyof typeof settings]: Given extends Server
      ? Exclude<(typeof settings)[Name], undefined>
      : (typeof settings)[Name];
  };
}

/** The events that the flags don't affect have to be known first. */
const update = like(
  updateSmtpServer,
  updateSmtpServer.input.extend({ chosen: z.record(z.string(), z.unknown()) }),
  async (caller, { chosen, ...change }) => {
    const { events } = await readSmtpServer(caller, { organisation: change.organisation, provider: change.provider });
    return updateSmtpServer(caller, { ...change, events: eventsOf(chosen, events) });
  },
);
const names = { provider: "notificationId", host: "smtpServer", port: "smtpPort", recipients: "toAddresses" };

/** The procedures about an organisation's SMTP servers. */
export const providers: Record<string, Procedure> = {
  "notification.createEmail": mutation(createSmtpServer, {
    input: server.extend({ name: text, ...chosenInput.shape }),
    output: notificationOutput,
    to: ({ name, ...given }, organisation) => ({
      ...{ organisation, name, events: eventsOf(given) },
      ...toSettings(given),
    }),
    from: smtpServerRecord,
    names,
  }),
  "notification.updateEmail": mutation(update, {
    input: server.partial().extend({ notificationId: id, name: text.optional(), ...chosenInput.shape }),
    output: notificationOutput,
    to: ({ notificationId, name, ...given }, organisation) => ({
      ...{ organisation, provider: notificationId, name, chosen: given },
      ...toSettings(given),
    }),
    from: smtpServerRecord,
    names,
  }),
  "notification.testEmailConnection": mutation(testSettings, {
    input: server,
    output: z.literal(true),
    to: (given, organisation) => ({ organisation, ...toSettings(given) }),
    from: () => true as const,
    names,
  }),
  "user.sendInvitation": mutation(sendInvitation, {
    input: z.object({ invitationId: id, notificationId: id }),
    output: z.url(),
    to: ({ invitationId, notificationId }, organisation) => ({
      organisation,
      invitation: invitationId,
      provider: notificationId,
    }),
    from: ({ link }) => link,
    names: { ...names, invitation: "invitationId" },
  }),
};
