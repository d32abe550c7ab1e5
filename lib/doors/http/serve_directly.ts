import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import compression from "compression";
import { everywhere, ofData } from "@/lib/doors/http/headers";
import { serve } from "@/lib/doors/http/serve";

const verbs = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** What has a route of its own. */
const others = /^\/api\/(?:auth|trpc)(?:\/|$)/;
/** As Next does it for everything else; a stream of events is never held back until there is enough of it. */
const compress = compression({
  filter: (request, response) =>
    !String(response.getHeader("content-type")).startsWith("text/event-stream") &&
    compression.filter(request, response),
});

/**
 * Answers a request of the API in the server's own process, without the way that pages take through Next: the same handler as
 * `app/api/[...path]`, at half the cost. What has another route, or is written in an unusual way, is left to Next.
 * @returns whether it is answered here
 */
export function serveDirectly(incoming: IncomingMessage, response: ServerResponse): boolean {
  const url = addressOf(incoming);
  if (!url || !verbs.has(incoming.method ?? "") || others.test(url.pathname)) return false;
  for (const { key, value } of [...everywhere, ...ofData]) response.setHeader(key, value);
  compress(incoming as never, response as never, () => void answer(url, incoming, response));
  return true;
}

/** Null unless it is written as we'd write it ourselves: nothing to resolve. */
function addressOf({ url = "", headers }: IncomingMessage): URL | null {
  if (!url.startsWith("/api/")) return null;
  const address = `http://${headers.host}${url}`;
  if (!URL.canParse(address)) return null;
  const parsed = new URL(address);
  return parsed.pathname + parsed.search === url ? parsed : null;
}

async function answer(url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const answered = await serve(requestOf(url, incoming, response));
    // Too large, said the server meanwhile, or nobody listens any more.
    if (response.headersSent || response.destroyed) return void answered.body?.cancel();
    response.statusCode = answered.status;
    for (const [name, value] of answered.headers) response.setHeader(name, value);
    if (answered.body) await pipeline(Readable.fromWeb(answered.body as never), response);
    else response.end();
  } catch {
    // The handler refuses by itself; what fails here is a connection that ended, or an answer that broke off.
    response.destroy();
  }
}

/** Headers are those that the server has seen to, not those that came over the line. */
function requestOf(url: URL, incoming: IncomingMessage, response: ServerResponse): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  const gone = new AbortController();
  response.once("close", () => response.writableFinished || gone.abort());
  const { method = "" } = incoming;
  const body = ["GET", "HEAD"].includes(method) ? undefined : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Request(url, {
    method,
    headers,
    body,
    signal: gone.signal,
    ...(body && { duplex: "half" }),
  } as RequestInit);
}
