import { z } from "zod";
import { emailAddress, linkTokenText } from "@/lib/accounts/address";
import { handle } from "@/lib/organisations/handle";
import { organisationName } from "@/lib/organisations/schema";
import { line, uuid } from "@/lib/text";

export const personName = line("your name", 100);

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

export const requestResetInput = z.strictObject({ email: emailAddress });
export const resetPasswordInput = z.strictObject({ token: linkTokenText, password: newPassword });
/** What a provisioned owner sets by the link. */
export const acceptProvisionInput = z.strictObject({ token: linkTokenText, name: personName, password: newPassword });
export const linkInput = z.strictObject({ token: linkTokenText });

export const renameInput = z.strictObject({ name: personName });
export const changePasswordInput = z.strictObject({
  /** The current password. */
  current: z.string("Enter your password.").min(1, "Enter your password.").max(1_000, "Use at most 1,000 characters."),
  password: newPassword,
});
export const oneSession = z.strictObject({ session: uuid });

export const setUpInput = z.strictObject({
  token: linkTokenText,
  name: personName,
  email: emailAddress,
  password: newPassword,
  organisationName,
  /** Made from the organisation's name if it is left out or empty. */
  handle: z.union([z.literal("").transform(() => undefined), handle]).optional(),
});
