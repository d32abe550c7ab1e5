import { z } from "zod";
import { browserNames, systemNames } from "@/lib/clients";
import { signInWays } from "@/lib/sessions/ways";

export const sessionShape = z
  .object({
    id: z.uuid(),
    createdAt: z.date(),
    /** To five minutes. */
    usedAt: z.date(),
    /** The address where it began. */
    address: z.string().nullable(),
    /** The address where it was last used. */
    lastAddress: z.string().nullable(),
    /** Null, like the system, if it isn’t one that we know. */
    browser: z.enum(browserNames).nullable(),
    system: z.enum(systemNames).nullable(),
    /** How it began. */
    signedInBy: z.enum(signInWays),
    /** Whether it is the current session. */
    isThis: z.boolean(),
  })
  .meta({ id: "Session" });

/** The ways in which an account can prove who uses a session. */
export const proofsShape = z.object({ ways: z.array(z.enum(["passkey", "password", "code"])) }).meta({ id: "Proofs" });
