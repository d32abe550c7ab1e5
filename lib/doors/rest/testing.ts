import { NextRequest } from "next/server";
import { insertSession } from "@/db/queries/sessions";
import type { SignedIn } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { hashToken, randomToken } from "@/lib/tokens";

const origin = "http://portal.example.org";

/**
 * A client of REST, and of procedures in their plain form, that identifies itself by these headers; every response is checked against the
 * OpenAPI document. Text is sent as a zone file.
 */
export function clientWith(identity: Record<string, string>) {
  return async (method: string, path: string, body?: unknown, type?: string) => {
    const bare = typeof body === "string" || body instanceof Uint8Array;
    const sent = type ?? (bare ? "text/dns; charset=utf-8" : "application/json");
    const headers = { host: "portal.example.org", "content-type": sent, ...identity };
    const url = `${origin}/api${path}`;
    const json = body === undefined ? undefined : JSON.stringify(body);
    const response = await serve(new NextRequest(url, { method, headers, body: bare ? (body as BodyInit) : json }));
    const isText = response.headers.get("content-type")?.startsWith("text/dns");
    const answered = isText ? await response.text() : await response.json();
    contractOf(openApi())(method, url, response.status, answered);
    return { status: response.status, body: answered, headers: response.headers };
  };
}

/** A user's program with a token of the organisation. */
export async function programOf(user: SignedIn, organisation: string) {
  const { token } = await createToken(user, { organisation, name: "program" });
  return clientWith({ "x-api-key": token });
}

/** A new session of the user, as a page of ours uses REST. */
export async function inBrowser(user: SignedIn) {
  const session = randomToken();
  await insertSession(hashToken(session), user.actor.userId);
  return clientWith({ origin, cookie: `${sessionCookie().name}=${session}` });
}
