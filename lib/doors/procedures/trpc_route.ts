import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { readCall, wordsIn } from "@/lib/doors/http/body";
import { allowed, optionsOf, overHttp } from "@/lib/doors/http/http";
import { refuse } from "@/lib/doors/http/refuse";
import { appRouter, toTrpcError } from "@/lib/doors/procedures/router";
import { callerOf } from "@/lib/doors/rest/route";
import { AppError } from "@/lib/errors";

const methods = ["GET", "POST"];

/** The procedures as tRPC: wrapped or bare input, batches of at most twenty. */
export const serveTrpc = overHttp(async (request) => {
  if (request.method === "OPTIONS") return optionsOf(methods);
  if (!methods.includes(request.method)) return refuse(new AppError("route.method"), { Allow: allowed(methods) });
  const { bare, refusal } = await received(request);
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: bare,
    router: appRouter,
    maxBatchSize: 20,
    createContext: async () => {
      try {
        if (refusal) throw refusal;
        return { caller: await callerOf(request) };
      } catch (error) {
        throw toTrpcError("context", error);
      }
    },
    responseMeta: () => ({ headers: new Headers({ "Cache-Control": "no-store" }) }),
  });
});

/** The same request with a body checked to be short and in UTF-8, or no request and the refusal. */
async function received(request: Request): Promise<{ bare: Request; refusal?: unknown }> {
  const { url, method, headers, signal } = request;
  try {
    wordsIn(new URL(url));
    if (method === "GET") return { bare: request };
    return { bare: new Request(url, { method, headers, signal, body: await readCall(request) }) };
  } catch (refusal) {
    return { bare: new Request(url, { method, headers, signal }), refusal };
  }
}
