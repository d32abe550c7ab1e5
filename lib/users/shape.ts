import { z } from "zod";

const user = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  avatarUrl: z.url().nullable(),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
  portalAdmin: z.boolean(),
  /** When the account ends, for somebody who leaves. */
  leavingUntil: z.date().nullable(),
  /** When a session was last used; null if there is none. */
  lastUsedAt: z.date().nullable(),
});

/** A user as the portal's administration lists them. */
export const listedUserShape = user
  .extend({ verified: z.boolean(), organisationCount: z.int() })
  .meta({ id: "ListedUser" });

export const userShape = user
  .extend({
    verifiedAt: z.date().nullable(),
    /** Since when the account has a second factor; null without. */
    secondFactorEnabledAt: z.date().nullable(),
    /** For administrators only. */
    disabledReason: z.string().nullable(),
    /** How many organisations the user may own; null: `usualLimit`. */
    ownedLimit: z.int().nullable(),
    usualLimit: z.int(),
    sessionCount: z.int(),
    tokenCount: z.int(),
    /** Those they own first; at most 200. */
    organisations: z.array(
      z.object({
        id: z.uuid(),
        handle: z.string(),
        name: z.string(),
        avatarUrl: z.url().nullable(),
        /** owner, admin, member, or the name of a custom role. */
        orgRole: z.string(),
        joinedAt: z.date(),
      }),
    ),
  })
  .meta({ id: "User" });

export const changedUserShape = z.object({ id: z.uuid(), email: z.string() });
export const ownedLimitShape = changedUserShape.extend({ ownedLimit: z.int().nullable() });
/** `held`: the portal can't send mail, and a portal administrator can reveal the link of this mail. */
export const resetSentShape = changedUserShape.extend({ mail: z.uuid(), held: z.boolean() });
