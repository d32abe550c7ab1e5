import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";
import { newPassword, personName } from "@/lib/accounts/schema";
import { cursor, line, oneOf, pageSize, searchWords } from "@/lib/text";

/** A user as given on the command line. */
export const createUserInput = z.strictObject({
  name: personName,
  email: emailAddress,
  password: newPassword.optional(),
});

/** A reference to a user: their id or their address. Anything else is simply not found. */
const userReference = z
  .string("Enter a user’s address or id.")
  .max(10_000, { abort: true })
  .transform((text) => text.slice(0, 300).trim().toLowerCase())
  .transform((text) => (/^[^\s@]+@[^\s@]+$|^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text) ? text : "-@-"));

export const oneUser = z.strictObject({ user: userReference });

const userStates = ["verified", "unverified", "disabled", "administrator"] as const;
/** What users can be sorted by; a leading hyphen reverses the order: newest first, or last in the alphabet. */
const userSorts = ["-created", "created", "name", "-name"] as const;
export type UserSort = (typeof userSorts)[number];

export const listUsersInput = z.strictObject({
  /** The beginnings of words of a name or an address, or a whole id. */
  q: searchWords.optional(),
  state: oneOf(userStates, "This isn’t a state of users."),
  sort: z.enum(userSorts, "This list can’t be sorted by that.").default("-created"),
  limit: pageSize,
  cursor,
});

/** What an administrator gives a reason for: the portal’s log has it. */
export const withReasonInput = oneUser.extend({ reason: line("a reason", 300) });

const limitWords = "Enter a whole number up to 1,000, or nothing for the portal’s default.";
export const setOwnedLimitInput = oneUser.extend({
  /** How many organisations the user may own; null, or nothing in a form, for the portal's default. */
  ownedLimit: z
    .union(
      [
        z.number(),
        z.null(),
        z
          .string()
          .max(20)
          .trim()
          .regex(/^\d*$/)
          .transform((text) => (text === "" ? null : Number(text))),
      ],
      limitWords,
    )
    .pipe(z.int(limitWords).min(0, limitWords).max(1_000, limitWords).nullable()),
});

export const deleteUserInput = oneUser.extend({
  /** The user's address, so that nobody deletes another account than the one they mean. */
  confirm: z.string("Enter the user’s address.").max(300).trim().toLowerCase(),
});
