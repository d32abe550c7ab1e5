import { z } from "zod";
import { lastTry } from "@/lib/events/shape";
import { encryptions } from "@/lib/smtp_servers/schema";

/** An organisation's SMTP server. Its password is never returned. */
export const smtpServerShape = z
  .object({
    id: z.uuid(),
    kind: z.literal("email"),
    name: z.string(),
    host: z.string(),
    port: z.int(),
    encryption: z.enum(encryptions),
    username: z.string().nullable(),
    /** Whether a password is stored. */
    hasPassword: z.boolean(),
    fromAddress: z.string(),
    recipients: z.array(z.string()),
    /** The events for its recipients. */
    events: z.array(z.string()),
    ...lastTry,
    createdByName: z.string().nullable(),
    createdAt: z.date(),
    updatedAt: z.date(),
  })
  .meta({ id: "Provider" });

/** The recipients of the test. */
export const testedShape = z.object({ sentTo: z.array(z.string()) }).meta({ id: "TestedProvider" });
