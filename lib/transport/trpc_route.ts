import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { callerOf } from "@/lib/transport/route";
import { appRouter, toTrpcError } from "@/lib/transport/trpc";

/** The procedures as tRPC: wrapped or bare input, batches of at most twenty. */
export function serveTrpc(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    maxBatchSize: 20,
    createContext: async () => {
      try {
        return { caller: await callerOf(request) };
      } catch (error) {
        throw toTrpcError("context", error);
      }
    },
    responseMeta: () => ({ headers: new Headers({ "Cache-Control": "no-store" }) }),
  });
}
