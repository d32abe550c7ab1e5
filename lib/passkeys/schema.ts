import { z } from "zod";
import { line, uuid } from "@/lib/text";

const name = line("a name", 100);

const wrong = "The browser’s answer isn’t complete. Try again.";
/** What the browser made with a passkey: a PublicKeyCredential as JSON. */
const credential = z.string(wrong).min(1, wrong).max(12_000, wrong);

export const passkeyNameInput = z.strictObject({ name });
export const registerInput = passkeyNameInput.extend({ credential });
export const renamePasskeyInput = passkeyNameInput.extend({ passkey: uuid });
export const onePasskey = z.strictObject({ passkey: uuid });
export const credentialInput = z.strictObject({ credential });
