import { z } from "zod";
import { credentialInput } from "@/lib/passkeys/schema";
import { codeInput } from "@/lib/second_factors/schema";
import { uuid } from "@/lib/text";

export const oneSession = z.strictObject({ session: uuid });

const enter = "Enter your password.";

/** A proof of who uses the session, by one of the ways that the account has. */
export const proveInput = z.discriminatedUnion(
  "by",
  [
    z.strictObject({
      by: z.literal("password"),
      password: z.string(enter).min(1, enter).max(1_000, "Use at most 1,000 characters."),
    }),
    codeInput.extend({ by: z.literal("code") }),
    credentialInput.extend({ by: z.literal("passkey") }),
  ],
  "Choose how to confirm that it is you.",
);
