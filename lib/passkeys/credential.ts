import { z } from "zod";
import type { Trx } from "@/db/client";
import { listCredentials } from "@/db/queries/passkeys";

const bytes = z.base64url().min(1);
const credential = <Response extends z.ZodRawShape>(response: Response) =>
  z.object({
    id: bytes,
    rawId: bytes,
    type: z.literal("public-key"),
    response: z.object({ clientDataJSON: bytes, ...response }),
    // Nothing of it is used.
    clientExtensionResults: z.unknown().transform(() => ({})),
  });

/** A new passkey, and a signature by one. Browsers add fields of their own. */
const attestation = credential({
  attestationObject: bytes,
  transports: z.array(z.string().max(40)).max(10).optional(),
});
const assertion = credential({ authenticatorData: bytes, signature: bytes, userHandle: bytes.optional() });
const clientData = z.object({ challenge: z.string().max(200) });

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** @returns null for anything else */
export const attestationOf = (text: string) => parsed(attestation, text);
export const assertionOf = (text: string) => parsed(assertion, text);
export type Assertion = z.output<typeof assertion>;

/** The challenge that was signed; it proves nothing before the signature is checked. */
export function challengeOf({ response }: { response: { clientDataJSON: string } }): string | null {
  return parsed(clientData, Buffer.from(response.clientDataJSON, "base64url").toString())?.challenge ?? null;
}

/** The id of the account, as authenticators keep it: sixteen bytes. */
export const handleOf = (userId: string) => new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex"));

/** The account that an authenticator names; it proves nothing either. */
export function accountOf({ response: { userHandle } }: Assertion): string | null {
  const hex = Buffer.from(userHandle ?? "", "base64url").toString("hex");
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex);
  return parts ? parts.slice(1).join("-") : null;
}

/** The passkeys of an account, as a browser takes them. */
export async function knownCredentials(trx: Trx, userId: string) {
  const rows = await listCredentials(trx, userId);
  return rows.map(({ credentialId, transports }) => ({ id: credentialId.toString("base64url"), transports }));
}
