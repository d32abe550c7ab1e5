import { cookies } from "next/headers";
import { deviceDays } from "@/db/queries/known_devices";
import { clientOf } from "@/lib/clients";
import { sessionCookie, strangerAt } from "@/lib/doors/http/caller";
import type { Caller } from "@/lib/kernel/actor";
import { randomToken } from "@/lib/tokens";

/**
 * Whoever signs in, with the browser and its cookie, which lets the account recognise it the next time. A browser without gets one;
 * it opens nothing.
 */
export async function callerAtSignIn(given: Headers | Record<string, string | undefined> | undefined): Promise<Caller> {
  const headers = new Headers(given as HeadersInit | undefined);
  const jar = await cookies();
  const { name, secure } = deviceCookie();
  const known = jar.get(name)?.value;
  const device = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
  jar.set(name, device, { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: deviceDays * 86_400 });
  const client = { device, ...clientOf(headers.get("user-agent") ?? undefined) };
  return { ...strangerAt(headers), client };
}

/** Named like the session’s, for the same reasons. */
function deviceCookie() {
  const { name, secure } = sessionCookie();
  return { name: name.replace(/guildhall(.*)\.session$/, "guildhall-device$1"), secure };
}
