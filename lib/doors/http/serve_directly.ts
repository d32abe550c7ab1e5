import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import compression from "compression";
import { everywhere, ofData } from "@/lib/doors/http/headers";
import { serve } from "@/lib/doors/http/serve";

const verbs = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** Paths with a route of their own. */
const others = /^\/api\/(?:auth|trpc)(?:\/|$)/;
/** Compressed as Next does it for everything else, except that a stream of events is never buffered. */
const compress = compression({
  filter: (request, response) =>
    !String(response.getHeader("content-type")).startsWith("text/event-stream") &&
    compression.filter(request, response),
});

/**
 * Answers an API request in the server's own process, bypassing Next: the same handler as `app/api/[...path]`, at half
 * the cost. Paths with another route, or in an unusual form, are left to Next. @returns whether it was answered here
 */
export function serveDirectly(incoming: IncomingMessage, response: ServerResponse): boolean {
  const url = addressOf(incoming);
  if (!url || !verbs.has(incoming.method ?? "") || others.test(url.pathname)) return false;
  for (const { key, value } of [...everywhere, ...ofData]) response.setHeader(key, value);
  compress(incoming as never, response as never, () => void answer(url, incoming, response));
  return true;
}

/** Null unless it is in our own canonical form, with nothing to resolve. */
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
    // The server has refused it as too large meanwhile, or the client is gone.
    if (response.headersSent || response.destroyed) return void answered.body?.cancel();
    response.statusCode = answered.status;
    for (const [name, value] of answered.headers) response.setHeader(name, value);
    if (answered.body) await pipeline(Readable.fromWeb(answered.body as never), response);
    else response.end();
  } catch {
    // The handler handles refusals itself; failures here are a closed connection or an aborted response.
    response.destroy();
  }
}

/** These are the headers that the server has checked, not the raw ones. */
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
