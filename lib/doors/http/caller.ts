import { cookies, headers } from "next/headers";
import { cache } from "react";
import { actorOf } from "@/lib/accounts/actor";
import { env } from "@/lib/env";
import type { Caller } from "@/lib/kernel/actor";

/** Two portals on one machine share cookies, even on different ports: the port in the name keeps them apart. */
export function sessionCookie(): { name: string; secure: boolean } {
  const { protocol, port } = env().PUBLIC_URL;
  const secure = protocol === "https:";
  const name = `guildhall${port ? `-${port}` : ""}.session`;
  // __Host-: no sibling of this domain can plant one.
  return { name: secure ? `__Host-${name}` : name, secure };
}

/** The client's address, set by our own server from its trusted proxies; never taken from the client itself. */
export function addressOf(given: { get(name: string): string | null }): string | null {
  return given.get("x-guildhall-peer");
}

/** Nobody: whoever is only signing in, or needn’t be known. Every way of signing in makes its caller here. */
export function strangerAt(given: { get(name: string): string | null }): Caller {
  return { actor: null, address: addressOf(given) };
}

/** The actor of this request. Looked up once, however many operations a page reads through. */
export const currentCaller = cache(async (): Promise<Caller> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  const address = addressOf(await headers());
  const again = async (): Promise<Caller> => ({ actor: token ? await actorOf(token, address) : null, address, again });
  return again();
});
