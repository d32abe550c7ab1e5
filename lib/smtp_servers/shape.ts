import { z } from "zod";
import { lastTry } from "@/lib/events/shape";
import { encryptions } from "@/lib/smtp_servers/schema";

/** A mail server of an organisation's own. Its password is never among what is answered. */
export const smtpServerShape = z
  .object({
    id: z.uuid(),
    kind: z.literal("email"),
    name: z.string(),
    host: z.string(),
    port: z.int(),
    encryption: z.enum(encryptions),
    username: z.string().nullable(),
    /** Whether one is stored. */
    hasPassword: z.boolean(),
    fromAddress: z.string(),
    recipients: z.array(z.string()),
    /** What the recipients are told. */
    events: z.array(z.string()),
    ...lastTry,
    createdByName: z.string().nullable(),
    createdAt: z.date(),
    updatedAt: z.date(),
  })
  .meta({ id: "Provider" });

/** Who was written to. */
export const testedShape = z.object({ sentTo: z.array(z.string()) }).meta({ id: "TestedProvider" });
