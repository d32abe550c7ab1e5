import { z } from "zod";

/** The six digits of an authenticator app; spaces between them are how many apps show them. */
const code = z
  .string("Enter the code.")
  .max(40, "Enter the six digits that your app shows.")
  .transform((text) => text.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits that your app shows."));

const wrongForm = "Enter a recovery code, like k7f2m-9xw4q.";
/** Typed from paper: capitals, spaces and letters that look like digits are understood. */
const recoveryCode = z
  .string("Enter a recovery code.")
  .max(40, wrongForm)
  .transform((text) => text.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1"))
  .pipe(z.string().regex(/^[0-9a-hjkmnp-tv-z]{10}$/, wrongForm));

export const codeInput = z.strictObject({ code });
export const recoveryCodeInput = z.strictObject({ recoveryCode });
