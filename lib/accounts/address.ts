import { z } from "zod";
import { typed } from "@/lib/text";

/** An e-mail address: plain ASCII, compared in lower case. */
export const emailAddress = typed(254, "Give an e-mail address.")
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, "Give an e-mail address.")
      .max(254, "Use at most 254 characters.")
      .pipe(z.email("This isn’t an e-mail address, such as name@example.org.")),
  );

/** The token of a link, as it stands in the address. */
export const linkTokenText = z
  .string()
  .regex(/^[\w-]{43}$/, "This link isn’t complete. Open the whole address from the mail.");
