import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { addressOf, currentCaller, sessionCookie } from "@/lib/doors/http/caller";
import { Refusal } from "@/lib/kernel/errors";
import { signOut } from "@/lib/sessions/close";
import { endAllSessions } from "@/lib/sessions/operations";

/** Ends this session, also on the server, and goes to sign-in. */
export async function leaveSession(): Promise<never> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (token) await signOut(token, addressOf(await headers()));
  return goToSignIn();
}

/** The same with all sessions of the account. */
export async function leaveEverywhere(): Promise<never> {
  try {
    await endAllSessions(await currentCaller(), {});
  } catch (error) {
    // It ended elsewhere in the meantime.
    if (!(error instanceof Refusal && error.code === "UNAUTHENTICATED")) throw error;
  }
  return goToSignIn();
}

async function goToSignIn(): Promise<never> {
  const { name, secure } = sessionCookie();
  (await cookies()).set(name, "", { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: 0 });
  redirect("/sign-in");
}
