import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import { procedures } from "@/lib/doors/procedures/contract";
import { messageOf } from "@/lib/doors/procedures/messages";
import type { Procedure } from "@/lib/doors/procedures/procedure";
import { AppError, reasons } from "@/lib/errors";
import type { Caller } from "@/lib/kernel/actor";
import { type ErrorCode, Refusal } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";
import { log } from "@/lib/log";

type Code = TRPCError["code"];
/** tRPC knows fewer codes; ours is in `data.reason`, where clients look for it, and the exact one in `data.exactReason`. */
const codes: Record<ErrorCode, Code> = {
  INVALID: "BAD_REQUEST",
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  LIMIT_REACHED: "FORBIDDEN",
  SECOND_FACTOR_REQUIRED: "FORBIDDEN",
  FRESH_PROOF_REQUIRED: "FORBIDDEN",
  SUSPENDED: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  METHOD_NOT_ALLOWED: "METHOD_NOT_SUPPORTED",
  CONFLICT: "CONFLICT",
  GONE: "NOT_FOUND",
  PENDING: "PRECONDITION_REQUIRED",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  INTERNAL: "INTERNAL_SERVER_ERROR",
  UPSTREAM: "BAD_GATEWAY",
  FEATURE_DISABLED: "SERVICE_UNAVAILABLE",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
};

/** Input comes in superjson's wrapper or bare: only an object with `json`, and at most `meta` beside it, is a wrapper. */
function unwrap(input: unknown): unknown {
  const wrapped =
    typeof input === "object" &&
    input !== null &&
    "json" in input &&
    Object.keys(input).every((key) => key === "json" || key === "meta");
  return wrapped ? revive(input as { json: unknown; meta?: unknown }) : input;
}

/** What a client may say of its values: that some are dates, or not there. More can make superjson walk for half a minute. */
const annotation = z.tuple([z.enum(["Date", "undefined"])]);
const annotations = z.strictObject({
  values: z
    .custom<object>((value) => typeof value === "object" && value !== null && Object.keys(value).length <= 100)
    .pipe(z.union([annotation, z.record(z.string().max(200), annotation)]))
    .optional(),
  v: z.number().optional(),
});

function revive({ json, meta }: { json: unknown; meta?: unknown }): unknown {
  if (meta === undefined) return json;
  const { success, data } = annotations.safeParse(meta);
  if (!success) {
    const message = "Send plain JSON; only dates may be annotated.";
    throw new TRPCError({ code: "BAD_REQUEST", message, cause: new AppError("input.invalid", { message }) });
  }
  return superjson.deserialize({ json: json as never, meta: { values: data.values } as never });
}

/** What tRPC refuses by itself, in our words. */
const foreign: Partial<Record<Code, string>> = {
  NOT_FOUND: "There is no such procedure.",
  METHOD_NOT_SUPPORTED: "Queries are called by GET, and mutations by POST.",
  UNSUPPORTED_MEDIA_TYPE: reasons["body.type"][1],
  BAD_REQUEST: "Send a call, or a batch of at most twenty, with its input as JSON.",
  PARSE_ERROR: "Send a call, or a batch of at most twenty, with its input as JSON.",
};

const { router, procedure } = initTRPC.context<{ caller: Caller }>().create({
  transformer: { input: { serialize: superjson.serialize, deserialize: unwrap }, output: superjson },
  errorFormatter: ({ shape, error }) => {
    const { stack: _, ...data } = shape.data;
    if (!(error.cause instanceof Refusal))
      return { ...shape, message: foreign[error.code] ?? reasons.internal[1], data };
    return { ...shape, data: { ...data, ...reasonOf(error.cause) } };
  },
});

function reasonOf({ code, reason, fields }: Refusal) {
  return { reason: code, exactReason: reason, ...(fields && { fields }) };
}

/** Runs a procedure; what is refused comes out as tRPC's error, in the words that its clients know. */
export async function runProcedure(
  name: string,
  { call }: Procedure,
  caller: Caller,
  input: unknown,
): Promise<unknown> {
  try {
    return await call(caller, input);
  } catch (error) {
    throw toTrpcError(name, error);
  }
}

/** A fault of ours is logged and says no more than that it is one. */
export function toTrpcError(name: string, thrown: unknown): TRPCError {
  const error = toRefusal(thrown);
  if (!(error instanceof Refusal)) log().error({ err: error, procedure: name }, "a procedure failed");
  const refusal = error instanceof Refusal ? error : new AppError("internal");
  return new TRPCError({ code: codes[refusal.code], message: messageOf(name, refusal), cause: refusal });
}

function built(name: string, entry: Procedure) {
  // The map's own schema parses in `call`, so that both doors refuse alike.
  const base = procedure.input((raw: unknown) => raw);
  return entry.type === "query"
    ? base.query(({ ctx, input }) => runProcedure(name, entry, ctx.caller, input))
    : base.mutation(({ ctx, input }) => runProcedure(name, entry, ctx.caller, input));
}

type Built = ReturnType<typeof built>;
const groups: Record<string, Record<string, Built>> = {};
for (const [name, entry] of Object.entries(procedures)) {
  const [group = "", verb = ""] = name.split(".");
  groups[group] = { ...groups[group], [verb]: built(name, entry) };
}

export const appRouter = router(
  Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, router(group)])),
);
