import { createHash } from "node:crypto";
import { z } from "zod";
import type { Rest } from "@/lib/doors/rest/line";
import { AppError } from "@/lib/errors";
import type { Caller, UserActor } from "@/lib/kernel/actor";
import { AnsweredBefore } from "@/lib/kernel/once";
import { seal, unseal } from "@/lib/secrets";

/** An answer in JSON, as it is sent, and kept to be sent again. */
export interface Written {
  status: number;
  /** Where the progress of work is that goes on. */
  location?: string;
  body: string;
}

export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** Whether requests of this line are done once under an `Idempotency-Key`: commands of a signed-in caller, in JSON. */
export const takesKey = ({ method, operation: { about }, takesFile, takesText, takesPicture }: Rest) =>
  method !== "GET" && about.kind.endsWith("Command") && !about.public && !takesFile && !takesText && !takesPicture;

/** The key of a request; undefined without one, or where none is looked at. */
export function keyOf({ headers }: Request, entry: Rest): string | undefined {
  const given = headers.get("idempotency-key");
  if (given === null || !takesKey(entry)) return undefined;
  if (!idempotencyKey.safeParse(given).success) throw new AppError("idempotency.key");
  return given;
}

/**
 * Runs a command under a key. The kernel keeps its answer in the same transaction, and the same request gets the same
 * answer again.
 */
export async function answerOnce(
  {
    key,
    request,
    caller,
    input,
  }: { key: string; request: Request; caller: Caller & { actor: UserActor }; input: object },
  run: (caller: Caller) => Promise<unknown>,
  write: (result: unknown) => Written,
): Promise<Response> {
  const place = { table: "idempotency_keys", row: `${caller.actor.userId} ${key}`, column: "answer" };
  const keep = (result: unknown) => seal(place, JSON.stringify(write(result)));
  try {
    return responseOf(write(await run({ ...caller, once: { key, request: hashOf(request, input), keep } })));
  } catch (thrown) {
    if (!(thrown instanceof AnsweredBefore)) throw thrown;
    return responseOf(JSON.parse(unseal(place, thrown.answer)) as Written, { "Idempotency-Replayed": "true" });
  }
}

/** An answer in JSON. */
export function responseOf({ status, location, body }: Written, more: Record<string, string> = {}): Response {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store", ...more };
  return new Response(body, { status, headers: { ...headers, ...(location && { Location: location }) } });
}

/** What is asked for: method, path and input, whatever the order of its fields. */
function hashOf({ method, url }: Request, input: object): Buffer {
  const path = new URL(url).pathname.replace(/\/$/, "");
  return createHash("sha256")
    .update(JSON.stringify([method, path, input], inOrder))
    .digest();
}

const inOrder = (_key: string, value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
