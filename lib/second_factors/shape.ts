import { z } from "zod";

export const secondFactorShape = z
  .object({
    /** Since when the account has one; null without. */
    enabledAt: z.date().nullable(),
    authenticator: z.object({ addedAt: z.date(), lastUsedAt: z.date().nullable() }).nullable(),
    /** How many passkeys the account has. */
    passkeys: z.int(),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: "SecondFactor" });

/** Shown once: the secret for the app, as text, as an address and as a QR code. */
export const begunAuthenticatorShape = z.object({
  secret: z.string(),
  uri: z.string(),
  qr: z.object({ size: z.int(), path: z.string() }),
});

/** Shown once; null where the account had some already. */
export const confirmedAuthenticatorShape = z.object({ recoveryCodes: z.array(z.string()).nullable() });
export const recoveryCodesShape = z.object({ recoveryCodes: z.array(z.string()) });
export const leftShape = z.object({ recoveryCodesLeft: z.int() });
