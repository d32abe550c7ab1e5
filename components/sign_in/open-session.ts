"use client";

import { type Reason, reasons } from "@/lib/errors";
import type { Outcome } from "@/lib/kernel/errors";

/**
 * Signs in with next-auth's own client, loaded on demand; its answer becomes an outcome like any other.
 * @param way as in lib/doors/http/auth.ts
 * @param wrong the reason for values that can’t be right
 */
export async function openSessionBy(
  way: string,
  fields: Record<string, string>,
  wrong: Reason = "input.invalid",
): Promise<Outcome<null>> {
  const { signIn } = await import("next-auth/react");
  const answer = await signIn(way, { ...fields, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true, data: null };
  const given: Reason = answer?.error && answer.error in reasons ? (answer.error as Reason) : "internal";
  const reason = given === "input.invalid" ? wrong : given;
  const [code, message] = reasons[reason];
  return { ok: false, error: { code, reason, message } };
}

/** Signs in by password. */
export const openSession = ({ email, password }: { email: string; password: string }) =>
  openSessionBy("credentials", { email, password }, "account.wrongPassword");

/** Signs in by what the browser made with a passkey. */
export const openByPasskey = (credential: string) => openSessionBy("passkey", { credential }, "passkey.refused");

/** Where a link that signs in once is opened. */
export const signInLink = (token: string) => `/sign-in/link?token=${token}`;

/** Loads a new document, so that nothing fetched before signing in remains. */
export function goTo(path: string): void {
  window.location.assign(path);
}
