import { parseCookie } from "cookie";
import { actorOf, actorOfApiToken } from "@/lib/accounts/actor";
import { answerEvents } from "@/lib/doors/events/stream";
import { fileOf, readBody, readPictureForm, readTextBody, wordsIn } from "@/lib/doors/http/body";
import { answerKept, answerPicture } from "@/lib/doors/http/cached_answers";
import { addressOf, sessionCookie, strangerAt } from "@/lib/doors/http/caller";
import { allowed, optionsOf, tokenOf } from "@/lib/doors/http/http";
import { refuse } from "@/lib/doors/http/refuse";
import { findRest } from "@/lib/doors/rest/contract";
import { answerDownload } from "@/lib/doors/rest/download";
import type { Download, Rest, TextFile } from "@/lib/doors/rest/line";
import { answerOnce, keyOf, responseOf, type Written } from "@/lib/doors/rest/once";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Caller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";
import { parse } from "@/lib/kernel/parse";
import { log } from "@/lib/log";
import { type Page, pageInput, pageOf } from "@/lib/paging";

/** How long a looked-up caller is reused, in milliseconds. */
const soonMs = 1_000;

/**
 * A REST request: finds the line of the contract, passes raw input to its operation, and writes the result or the
 * refusal.
 */
export async function serveRest(request: Request): Promise<Response> {
  const url = new URL(request.url);
  try {
    const words = wordsIn(url);
    const { lines, values, methods } = findRest(request.method, pathOf(url));
    if (methods.length === 0) throw new AppError("route.unknown");
    if (request.method === "OPTIONS") return optionsOf(methods);
    if (lines.length === 0) return refuse(new AppError("route.method"), { Allow: allowed(methods) });
    // Everybody who has an avatar's URL may see it, so the caller isn’t looked up.
    let caller = lines[0]?.sendsPicture ? strangerAt(request.headers) : await callerOf(request);
    // Nothing is read for a caller who is refused in any case.
    if (!caller.actor && request.method !== "GET" && lines.every(({ operation }) => !operation.about.public))
      throw new AppError("actor.none");
    const began = Date.now();
    const input = await inputOf(request, words, lines);
    // During a slow upload the caller may have been signed out.
    if (caller.actor && Date.now() - began > soonMs) caller = await callerOf(request);
    const entry = lines.find(
      ({ word, value }) => !word || (Object.hasOwn(input, word) && (value === undefined || input[word] === value)),
    );
    if (!entry) throw new AppError("input.invalid");
    if (entry.events) return await answerEvents(request, caller, () => callerOf(request), { ...input, ...values });
    if (entry.whole) return await answerWhole(request, url, entry, caller, { ...input, ...values });
    const given = { ...renamed(input, entry), ...values };
    const key = keyOf(request, entry);
    const run = (asking: Caller) => entry.operation(asking, given);
    if (key !== undefined && caller.actor?.kind === "user")
      return await answerOnce(
        { key, request, caller: { ...caller, actor: caller.actor }, input: given },
        run,
        (result) => written(url, entry, result),
      );
    return answer(request, url, entry, await run(caller));
  } catch (thrown) {
    // The caller is looked up here, outside any operation, so an unavailable database is reported here, too.
    const error = toRefusal(thrown);
    if (error instanceof Refusal) return refuse(error);
    log().error({ err: error, path: url.pathname, method: request.method }, "a request failed");
    return refuse(new AppError("internal"));
  }
}

/** Below /api, with or without a trailing slash. */
export const pathOf = ({ pathname }: URL) => pathname.slice("/api".length).replace(/\/$/, "");

/** A token if there is one, else the session's cookie, which other sites must not be able to use. */
export async function callerOf(request: Request): Promise<Caller> {
  const address = addressOf(request.headers);
  const again = () => callerOf(request);
  const token = tokenOf(request);
  if (token) {
    const actor = await actorOfApiToken(token);
    if (!actor) throw new AppError("token.unknown");
    return { actor, address, again };
  }
  const session = parseCookie(request.headers.get("cookie") ?? "")[sessionCookie().name];
  if (!session) return { actor: null, address };
  if (request.method !== "GET" && !isSameOrigin(request)) throw new AppError("origin.foreign");
  return { actor: await actorOf(session, address), address, again };
}

/** The sending page is one of ours: scheme, host and port are the requested ones, or the portal’s public ones. */
function isSameOrigin({ url, headers }: Request): boolean {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? new URL(url).host;
  const asked = `${headers.get("x-forwarded-proto") ?? new URL(url).protocol.slice(0, -1)}://${host}`;
  const known = env().PUBLIC_URL;
  const own = [URL.canParse(asked) && new URL(asked).origin, known.host === host && known.origin];
  return origin !== null && own.includes(origin);
}

async function inputOf(
  request: Request,
  words: Record<string, string>,
  lines: Rest[],
): Promise<Record<string, unknown>> {
  if (lines[0]?.takesPicture) return readPictureForm(request);
  if (lines[0]?.takesText) return readTextBody(request, words);
  if (request.method === "GET") return words;
  const file = lines.some(({ takesFile }) => takesFile) ? fileOf(request) : null;
  const asked = Object.entries(words).filter(([name]) => lines.some(({ asks }) => asks?.includes(name)));
  return { ...(file ?? (await readBody(request))), ...Object.fromEntries(asked) };
}

function renamed(input: Record<string, unknown>, { word, means }: Rest): Record<string, unknown> {
  if (!word || !means) return input;
  const { [word]: value, ...rest } = input;
  return { ...rest, [means]: value };
}

function answer(request: Request, url: URL, entry: Rest, result: unknown): Response {
  const { show, paged, text, sendsFile, sendsPicture } = entry;
  if (sendsFile) return answerDownload(result as Download);
  if (sendsPicture) return answerPicture(request, pathOf(url), (result as { bytes: Uint8Array }).bytes);
  if (text && show) return answerFile(show(result as never) as TextFile);
  return responseOf(written(url, entry, result), paged ? linkTo(url, result as Page<unknown>) : {});
}

/** An operation’s result in the line’s own form. */
function written(url: URL, { status, later, show }: Rest, result: unknown): Written {
  const place = later?.at(result);
  const body = JSON.stringify(show ? show(result as never) : result);
  return place ? { status: 202, location: new URL(place, url).pathname, body } : { status, body };
}

/** The field that identifies an entry of such a list. */
type Listed = Partial<Record<"id" | "name" | "action" | "tier" | "queue", string>>;

/** One page of a list that the operation returns whole. */
async function answerWhole(
  request: Request,
  url: URL,
  { operation, show, keeps }: Rest,
  caller: Caller,
  { limit, cursor, ...input }: Record<string, unknown>,
): Promise<Response> {
  const wanted = parse(pageInput, { limit, cursor });
  const result = await operation(caller, input);
  const whole = (show ? show(result as never) : result) as Listed[];
  const page = pageOf(whole, wanted, ({ id, name, action, tier, queue }) =>
    String(id ?? name ?? action ?? tier ?? queue).slice(0, 64),
  );
  const link = linkTo(url, page);
  if (keeps) return answerKept(request, JSON.stringify(page.items), "private, no-cache", link);
  return Response.json(page.items, { headers: { "Cache-Control": "no-store", ...link } });
}

/** A file download, sent piece by piece, as fast as the client reads. */
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

/** The Link header of the next page, if there is one. */
function linkTo({ pathname, searchParams }: URL, { after }: Page<unknown>): Record<string, string> {
  if (!after) return {};
  const words = new URLSearchParams(searchParams);
  words.set("cursor", after);
  return { Link: `<${pathname}?${words}>; rel="next"` };
}
