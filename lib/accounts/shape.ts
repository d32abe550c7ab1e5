import { z } from "zod";

export const profileShape = z
  .object({ id: z.uuid(), name: z.string(), email: z.string(), avatarUrl: z.url().nullable() })
  .meta({ id: "Profile" });

/** The change of an account's address that waits for the new one. */
export const addressChangeShape = z
  .object({
    pending: z
      .object({
        address: z.string(),
        askedAt: z.date(),
        /** Null when the link no longer works: send another. */
        linkUntil: z.date().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "AddressChange" });
export const newAddressShape = z.object({ email: z.string() });

export const nameShape = z.object({ name: z.string() });
