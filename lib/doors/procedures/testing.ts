import { createTRPCClient, httpBatchLink, httpLink } from "@trpc/client";
import { NextRequest } from "next/server";
import superjson from "superjson";
import type { SignedIn } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { serveTrpc } from "@/lib/doors/procedures/trpc_route";

export const origin = "http://portal.example.org";
export const request = (url: string, init: RequestInit) => new NextRequest(url, init as never);

export async function tokenOf(user: SignedIn, organisation: string, reach: "organisation" | "account" = "account") {
  return (await createToken(user, { organisation, name: "client", reach })).token;
}

/** tRPC wraps the response of the plain form: one schema for both. */
async function holdToContract(url: string, method: string, answer: Response) {
  const names = new URL(url).pathname.replace("/api/trpc/", "").split(",");
  const wrapped = [await answer.json()].flat();
  for (const [place, name] of names.entries())
    if (wrapped[place]?.result)
      contractOf(openApi())(method, `${origin}/api/${name}`, 200, wrapped[place].result.data.json);
}

/** A plain client of that ecosystem: it knows nothing of our types. */
// biome-ignore lint/suspicious/noExplicitAny: the client is untyped on purpose
export function clientWith(token: string, batch = true): any {
  const options = {
    url: `${origin}/api/trpc`,
    transformer: superjson,
    headers: { "x-api-key": token },
    fetch: async (url: RequestInfo | URL, init?: RequestInit) => {
      const answer = await serveTrpc(request(String(url), init ?? {}));
      await holdToContract(String(url), init?.method ?? "GET", answer.clone());
      return answer;
    },
  } as never;
  return createTRPCClient({ links: [batch ? httpBatchLink(options) : httpLink(options)] });
}
