import { z } from "zod";
import { typed } from "@/lib/text";

/** A reference to a role: a built-in one, or a custom role's name. The operation checks that it exists. */
export const roleReference = typed(200, "Choose a role.", "Role not found.")
  .transform((text) => text.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .min(1, "Choose a role.")
      .max(200, { error: "Role not found.", abort: true })
      .regex(/^[^\p{Cc}]*$/u, "Role not found."),
  );
