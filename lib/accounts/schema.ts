import { z } from "zod";
import { emailAddress, linkTokenText } from "@/lib/accounts/address";
import { handle } from "@/lib/organisations/handle";
import { organisationName } from "@/lib/organisations/schema";
import { line } from "@/lib/text";

export const personName = line("your name", 100);

/** The name that somebody has elsewhere, if it can be one here; else what is before the @ of their address. */
export function nameFor(elsewhere: string | null | undefined, email: string): string {
  const given = personName.safeParse((elsewhere ?? "").slice(0, 100));
  return given.success ? given.data : email.slice(0, email.indexOf("@"));
}

/** A new password. Length makes it strong; the upper bound keeps hashing cheap. */
export const newPassword = z
  .string("Choose a password.")
  .min(10, "Use at least 10 characters. A few words in a row are easy to remember.")
  .max(200, "Use at most 200 characters.");

export const signUpInput = z.strictObject({ name: personName, email: emailAddress, password: newPassword });

/** Sign-up with an invitation link; the address is the invitation's. */
export const signUpInvitedInput = z.strictObject({ name: personName, password: newPassword, token: linkTokenText });

export const openSessionInput = z.strictObject({
  email: emailAddress,
  password: z.string("Enter your password.").min(1, "Enter your password.").max(1_000, "Use at most 1,000 characters."),
});

/** Whose link is asked for: to choose a new password, or to sign in. */
export const requestResetInput = z.strictObject({ email: emailAddress });
export const resetPasswordInput = z.strictObject({ token: linkTokenText, password: newPassword });
/** What a provisioned owner sets by the link. */
export const acceptProvisionInput = z.strictObject({
  token: linkTokenText,
  name: personName,
  /** Needed where the portal has passwords. */
  password: newPassword.optional(),
});
export const linkInput = z.strictObject({ token: linkTokenText });

/** The new address of an account. */
export const changeAddressInput = z.strictObject({ email: emailAddress });

export const renameInput = z.strictObject({ name: personName });
export const changePasswordInput = z.strictObject({
  /** The current password. */
  current: z.string("Enter your password.").min(1, "Enter your password.").max(1_000, "Use at most 1,000 characters."),
  password: newPassword,
});

export const setUpInput = z.strictObject({
  token: linkTokenText,
  name: personName,
  email: emailAddress,
  /** Needed where the portal has passwords. */
  password: newPassword.optional(),
  organisationName,
  /** Made from the organisation's name if it is left out or empty. */
  handle: z.union([z.literal("").transform(() => undefined), handle]).optional(),
});
