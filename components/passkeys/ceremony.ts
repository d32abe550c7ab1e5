"use client";

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { Outcome } from "@/lib/kernel/errors";

type Begin<Options> = (input: Record<string, never>) => Promise<Outcome<Options>>;
export type BeginCreation = Begin<PublicKeyCredentialCreationOptionsJSON>;
export type BeginRequest = Begin<PublicKeyCredentialRequestOptionsJSON>;

const refused = (message: string): Outcome<never> => ({ ok: false, error: { code: "CONFLICT", message } });
const unsupported = refused("This browser doesn’t support passkeys. Use another one, or another way.");
const cancelled = refused("No passkey was used. Try again, or use another way.");
const notMade = refused("No passkey was created. Try again.");
const known = refused("This device already has a passkey for your account.");

const library = () => import("@simplewebauthn/browser");

/** Has the browser make a passkey. @returns it as JSON, or in a sentence why not */
export async function createCredential(begin: BeginCreation): Promise<Outcome<string>> {
  const { browserSupportsWebAuthn, startRegistration } = await library();
  if (!browserSupportsWebAuthn()) return unsupported;
  const begun = await begin({});
  if (!begun.ok) return begun;
  try {
    return { ok: true, data: JSON.stringify(await startRegistration({ optionsJSON: begun.data })) };
  } catch (error) {
    return error instanceof Error && error.name === "InvalidStateError" ? known : notMade;
  }
}

/** Has the browser sign with a passkey, which asks its user. @returns the signature as JSON, or in a sentence why not */
export async function signWithPasskey(begin: BeginRequest): Promise<Outcome<string>> {
  const { browserSupportsWebAuthn, startAuthentication } = await library();
  if (!browserSupportsWebAuthn()) return unsupported;
  const begun = await begin({});
  if (!begun.ok) return begun;
  try {
    return { ok: true, data: JSON.stringify(await startAuthentication({ optionsJSON: begun.data })) };
  } catch {
    return cancelled;
  }
}

/**
 * Lets the browser offer passkeys among what it fills in, until one is chosen or another ceremony begins. @returns null if
 * none was chosen: nobody asked, so nobody is told
 */
export async function offerCredential(begin: BeginRequest): Promise<string | null> {
  try {
    const { browserSupportsWebAuthnAutofill, startAuthentication } = await library();
    if (!(await browserSupportsWebAuthnAutofill())) return null;
    const begun = await begin({});
    if (!begun.ok) return null;
    return JSON.stringify(await startAuthentication({ optionsJSON: begun.data, useBrowserAutofill: true }));
  } catch {
    return null;
  }
}

/** Ends an offer that is still open. */
export const endOffer = () => library().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
