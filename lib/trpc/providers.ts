import { z } from "zod";
import { sendInvitation } from "@/lib/invitations/send";
import { createProvider, listProviders, readProvider, removeProvider } from "@/lib/providers/operations";
import { type Encryption, encryptions } from "@/lib/providers/schema";
import { testSettings } from "@/lib/providers/try";
import { mutation, type Procedure, query } from "@/lib/trpc/procedure";

const text = z.string().max(10_000);

/** As clients of this ecosystem name them. They know no encryption: the port says it, unless ours is given. */
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

/** Key by key: what else came along, such as the organisation that is meant, is no setting. */
function toSettings({ smtpServer, smtpPort, toAddresses, encryption, ...given }: z.output<typeof server>) {
  const { username, password, fromAddress } = given;
  const usual: Encryption = smtpPort === tlsPort ? "tls" : "starttls";
  return {
    username,
    password,
    fromAddress,
    host: smtpServer,
    port: smtpPort,
    encryption: encryption ?? usual,
    recipients: toAddresses,
  };
}

const providerOutput = z
  .object({
    notificationId: z.uuid(),
    organizationId: z.string(),
    name: z.string(),
    notificationType: z.literal("email"),
    createdAt: z.date(),
    email: z.object({
      smtpServer: z.string(),
      smtpPort: z.int(),
      username: z.string().nullable(),
      fromAddress: z.string(),
      toAddresses: z.array(z.string()),
      encryption: z.enum(encryptions),
    }),
  })
  .meta({ id: "NotificationRecord" });

type Provider = Awaited<ReturnType<typeof readProvider>>;

/** The password has no place in it. */
function providerRecord(organizationId: string, provider: Provider) {
  const { id, name, createdAt, host, port, username, fromAddress, recipients, encryption } = provider;
  return {
    notificationId: id,
    organizationId,
    name,
    notificationType: "email" as const,
    createdAt,
    email: {
      smtpServer: host,
      smtpPort: port,
      username,
      fromAddress,
      toAddresses: recipients,
      encryption,
    },
  };
}

const one = z.object({ notificationId: text });
const toOne = ({ notificationId }: z.output<typeof one>, organisation: string) => ({
  organisation,
  provider: notificationId,
});
const fromOne = (provider: Provider, organisation: string) => providerRecord(organisation, provider);

/** The procedures about an organisation's own mail servers. */
export const providers: Record<string, Procedure> = {
  "notification.createEmail": mutation(createProvider, {
    input: server.extend({ name: text }),
    output: providerOutput,
    to: ({ name, ...given }, organisation) => ({ organisation, name, ...toSettings(given) }),
    from: fromOne,
  }),
  "notification.all": query(listProviders, {
    input: z.object({}),
    output: z.array(providerOutput),
    to: (_given, organisation) => ({ organisation }),
    from: (all, organisation) => all.map((each) => providerRecord(organisation, each)),
  }),
  "notification.one": query(readProvider, { input: one, output: providerOutput, to: toOne, from: fromOne }),
  "notification.remove": mutation(removeProvider, { input: one, output: providerOutput, to: toOne, from: fromOne }),
  "notification.testEmailConnection": mutation(testSettings, {
    input: server,
    output: z.literal(true),
    to: (given, organisation) => ({ organisation, ...toSettings(given) }),
    from: () => true as const,
  }),
  "user.sendInvitation": mutation(sendInvitation, {
    input: z.object({ invitationId: text, notificationId: text }),
    output: z.url(),
    to: ({ invitationId, notificationId }, organisation) => ({
      organisation,
      invitation: invitationId,
      provider: notificationId,
    }),
    from: ({ link }) => link,
  }),
};
