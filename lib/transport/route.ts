import { parseCookie } from "cookie";
import { actorOf, actorOfApiToken } from "@/lib/accounts/session";
import type { Caller } from "@/lib/actor";
import { AppError, type ErrorCode } from "@/lib/errors";
import { toRefusal } from "@/lib/faults";
import { log } from "@/lib/log";
import type { Page } from "@/lib/paging";
import type { Download, Rest, TextFile } from "@/lib/rest/line";
import { addressOf, sessionCookie } from "@/lib/session";
import { fileOf, readBody, readPictureForm, readTextBody } from "@/lib/transport/body";
import { answerDownload } from "@/lib/transport/download";
import { answerEvents } from "@/lib/transport/events";
import { findRest } from "@/lib/transport/rest";

const statuses: Record<ErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LIMIT_REACHED: 403,
  SECOND_FACTOR_REQUIRED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UPSTREAM: 502,
  FEATURE_DISABLED: 503,
  UNAVAILABLE: 503,
};

/** How long who asks is taken for who they were, in milliseconds. */
const soonMs = 1_000;

/** A REST request: finds the line of the contract, hands raw input to its operation, and writes the result or the refusal. */
export async function serveRest(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/^\/api/, "");
  try {
    const { lines, values, methods } = findRest(request.method, path);
    if (methods.length === 0) throw new AppError("route.unknown");
    if (lines.length === 0) return refuse(new AppError("route.method"), { Allow: methods.join(", ") });
    let caller = await callerOf(request);
    const began = Date.now();
    const input = await inputOf(request, url, lines);
    // Whoever sends slowly may have been signed out by the last part.
    if (Date.now() - began > soonMs) caller = await callerOf(request);
    const entry = lines.find(({ word }) => !word || Object.hasOwn(input, word));
    if (!entry) throw new AppError("input.invalid");
    if (entry.events) return await answerEvents(request, caller, () => callerOf(request), { ...input, ...values });
    const result = await entry.operation(caller, { ...renamed(input, entry), ...values });
    return answer(url, entry, result);
  } catch (thrown) {
    // Who asks is looked up here, outside any operation: a database that is away is told of here too.
    const error = toRefusal(thrown);
    if (error instanceof AppError) return refuse(error);
    log().error({ err: error, path: url.pathname, method: request.method }, "a request failed");
    return refuse(new AppError("internal"));
  }
}

/** A token when there is one, else the session's cookie, which other sites must not be able to use. */
export async function callerOf(request: Request): Promise<Caller> {
  const address = addressOf(request.headers);
  const again = () => callerOf(request);
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = request.headers.get("x-api-key") ?? bearer;
  if (token) {
    const actor = await actorOfApiToken(token);
    if (!actor) throw new AppError("token.unknown");
    return { actor, address, again };
  }
  const session = parseCookie(request.headers.get("cookie") ?? "")[sessionCookie().name];
  if (!session) return { actor: null, address };
  if (request.method !== "GET" && !isSameOrigin(request)) throw new AppError("origin.foreign");
  return { actor: await actorOf(session), address, again };
}

/** The page that sent this is one of ours: its host is the one that was asked. */
function isSameOrigin({ headers }: Request): boolean {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}

async function inputOf(request: Request, { searchParams }: URL, lines: Rest[]): Promise<Record<string, unknown>> {
  if (lines[0]?.takesPicture) return readPictureForm(request);
  if (lines[0]?.takesText) return readTextBody(request, searchParams);
  if (request.method === "GET") return Object.fromEntries(searchParams);
  const file = lines.some(({ takesFile }) => takesFile) ? fileOf(request) : null;
  const asked = [...searchParams].filter(([name]) => lines.some(({ asks }) => asks?.includes(name)));
  return { ...(file ?? (await readBody(request))), ...Object.fromEntries(asked) };
}

function renamed(input: Record<string, unknown>, { word, means }: Rest): Record<string, unknown> {
  if (!word || !means) return input;
  const { [word]: value, ...rest } = input;
  return { ...rest, [means]: value };
}

function answer(url: URL, { status, later, show, paged, text, sendsFile }: Rest, result: unknown): Response {
  if (sendsFile) return answerDownload(result as Download);
  if (text && show) return answerFile(show(result as never) as TextFile);
  const page = paged ? (result as Page<unknown>) : null;
  const body = show ? show(result as never) : result;
  const headers = new Headers({ "Cache-Control": "no-store" });
  const place = later?.at(result);
  if (place) headers.set("Location", new URL(place, url).pathname);
  if (page?.after) headers.set("Link", `<${nextPage(url, page.after)}>; rel="next"`);
  return Response.json(body, { status: place ? 202 : status, headers });
}

/** A file for whoever follows the link: sent piece by piece, as fast as it is taken. */
function answerFile({ file, pieces }: TextFile): Response {
  const encoder = new TextEncoder();
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[next++];
      if (piece === undefined) controller.close();
      else controller.enqueue(encoder.encode(piece));
    },
  });
  const headers = {
    "Cache-Control": "no-store",
    "Content-Type": "text/dns; charset=utf-8",
    "Content-Disposition": `attachment; filename="${file.replace(/[^\w.-]/g, "_")}"`,
  };
  return new Response(body, { headers });
}

function nextPage({ pathname, searchParams }: URL, cursor: string): string {
  const words = new URLSearchParams(searchParams);
  words.set("cursor", cursor);
  return `${pathname}?${words}`;
}

function refuse({ code, message, fields, retryAfter, current }: AppError, more: Record<string, string> = {}): Response {
  const headers = { "Cache-Control": "no-store", ...more, ...(retryAfter && { "Retry-After": String(retryAfter) }) };
  const body = { error: message, code, ...(fields && { fields }), ...(current && { current }) };
  return Response.json(body, { status: statuses[code], headers });
}
