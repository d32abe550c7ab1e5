import { z } from "zod";

export const passkeyShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Whether it is also kept elsewhere, for example by a password manager. */
    backedUp: z.boolean(),
    createdAt: z.date(),
    lastUsedAt: z.date().nullable(),
  })
  .meta({ id: "Passkey" });

export const renamedPasskeyShape = z.object({ name: z.string() });
