import { NextRequest } from "next/server";
import type { SignedIn } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";

/**
 * A user's program, for REST and for procedures in their plain form; every response is checked against the OpenAPI document. Text is
 * sent as a zone file.
 */
export async function programOf(user: SignedIn, organisation: string) {
  const { token } = await createToken(user, { organisation, name: "program" });
  return async (method: string, path: string, body?: unknown, type?: string) => {
    const bare = typeof body === "string" || body instanceof Uint8Array;
    const sent = type ?? (bare ? "text/dns; charset=utf-8" : "application/json");
    const headers = { host: "portal.example.org", "x-api-key": token, "content-type": sent };
    const url = `http://portal.example.org/api${path}`;
    const json = body === undefined ? undefined : JSON.stringify(body);
    const response = await serve(new NextRequest(url, { method, headers, body: bare ? (body as BodyInit) : json }));
    const isText = response.headers.get("content-type")?.startsWith("text/dns");
    const answered = isText ? await response.text() : await response.json();
    contractOf(openApi())(method, url, response.status, answered);
    return { status: response.status, body: answered, headers: response.headers };
  };
}
