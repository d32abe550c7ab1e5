import { z } from "zod";

export const leaveInput = z.strictObject({
  /** The account's address: a slip of the hand then deletes nothing. */
  confirm: z
    .string("Enter the e-mail address of your account.")
    .max(1_000, "Enter the e-mail address of your account.")
    .transform((text) => text.trim().toLowerCase()),
});
export const oneLeaving = z.strictObject({ userId: z.uuid() });
