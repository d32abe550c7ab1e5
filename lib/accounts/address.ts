import { z } from "zod";
import { typed } from "@/lib/text";

/** As in RFC 5321, without quotes and address literals: what mail servers accept. */
const atext = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const mailbox = new RegExp(`^(?=[^@]{1,64}@)${atext}(?:\\.${atext})*@(?:${label}\\.)+(?=[a-z0-9-]*[a-z])${label}$`);

/** An e-mail address: plain ASCII, compared in lower case. */
export const emailAddress = typed(254, "Enter an e-mail address.")
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, "Enter an e-mail address.")
      .max(254, "Use at most 254 characters.")
      .regex(mailbox, "This isn’t an e-mail address, such as name@example.org."),
  );

/** The token of a link, as it is in the URL. */
export const linkTokenText = z
  .string()
  .regex(/^[\w-]{43}$/, "This link isn’t complete. Open the whole link from the e-mail.");
