"use client";

import { type Reason, reasons } from "@/lib/errors";
import type { Outcome } from "@/lib/kernel/errors";

/** Signs in with next-auth's own client, loaded on demand; its answer becomes an outcome like any other. */
export async function openSession({ email, password }: { email: string; password: string }): Promise<Outcome<null>> {
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", { email, password, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true, data: null };
  const reason: Reason = answer?.error && answer.error in reasons ? (answer.error as Reason) : "internal";
  const [code, message] = reasons[reason === "input.invalid" ? "account.wrongPassword" : reason];
  return { ok: false, error: { code, reason, message } };
}

/** Loads a new document, so that nothing fetched before signing in remains. */
export function goTo(path: string): void {
  window.location.assign(path);
}
