import { NextRequest } from "next/server";
import type { SignedIn } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";

/** A user's program, for REST and for procedures in their plain form. */
export async function programOf(user: SignedIn, organisation: string) {
  const { token } = await createToken(user, { organisation, name: "program" });
  return async (method: string, path: string, body?: unknown) => {
    const headers = { host: "portal.example.org", "x-api-key": token, "content-type": "application/json" };
    const url = `http://portal.example.org/api${path}`;
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await serve(new NextRequest(url, { method, headers, body: sent }));
    const answered = await response.json();
    contractOf(openApi())(method, url, response.status, answered);
    return { status: response.status, body: answered };
  };
}
