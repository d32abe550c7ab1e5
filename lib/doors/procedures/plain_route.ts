import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { readBody, wordsIn } from "@/lib/doors/http/body";
import type { Procedure } from "@/lib/doors/procedures/procedure";
import { runProcedure, toTrpcError } from "@/lib/doors/procedures/router";
import { callerOf } from "@/lib/doors/rest/route";
import { AppError } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";

/**
 * A procedure in its plain form: a query's fields in the URL, a mutation's in a JSON body; the response is plain JSON.
 */
export async function serveProcedure(request: Request, name: string, procedure: Procedure): Promise<Response> {
  try {
    const caller = await callerOf(request);
    const words = wordsIn(new URL(request.url));
    const input = procedure.type === "query" ? words : await readBody(request);
    const result = await runProcedure(name, procedure, caller, input);
    return Response.json(result ?? null, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return refuse(error instanceof TRPCError ? error : toTrpcError(name, error));
  }
}

/** No procedure has this name and method: refused in the form of all procedures. */
export const refuseProcedure = (name: string): Response => refuse(toTrpcError(name, new AppError("procedure.unknown")));

function refuse(error: TRPCError): Response {
  const { reason, fields = {}, retryAfter } = error.cause instanceof Refusal ? error.cause : ({} as Partial<Refusal>);
  const issues = Object.entries(fields).flatMap(([path, messages]) =>
    messages.map((message) => ({ path: path.split("."), message })),
  );
  return Response.json(
    { message: error.message, code: error.code, reason, ...(issues.length > 0 && { issues }) },
    {
      status: getHTTPStatusCodeFromError(error),
      headers: { "Cache-Control": "no-store", ...(retryAfter && { "Retry-After": String(retryAfter) }) },
    },
  );
}
