import { z } from "zod";

/** How anybody names a role: owner, admin, member, or as the organisation wrote it. What there is is the operation's to say. */
export const roleReference = z
  .string("Choose a role.")
  .max(10_000)
  .transform((text) => text.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, "Choose a role.")
      .max(200, "There is no such role.")
      .regex(/^[^\p{Cc}]*$/u, "There is no such role."),
  );
