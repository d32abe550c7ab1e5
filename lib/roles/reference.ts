import { z } from "zod";
import { typed } from "@/lib/text";

/** How anybody names a role: owner, admin, member, or as the organisation wrote it. What there is is the operation's to say. */
export const roleReference = typed(200, "Choose a role.", "There is no such role.")
  .transform((text) => text.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, "Choose a role.")
      .max(200, { error: "There is no such role.", abort: true })
      .regex(/^[^\p{Cc}]*$/u, "There is no such role."),
  );
