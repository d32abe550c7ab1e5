import type { IncomingMessage } from "node:http";
import http from "node:http";
import https from "node:https";
import { judged } from "@/lib/webhooks/address";

const wholeMs = 10_000;
/** A provider’s description and keys are some kilobytes. */
const mostBytes = 512 * 1024;

interface Options {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * For what an organisation’s owner makes the portal ask: each request goes over https, on a connection of its own, to exactly the
 * address that was judged, so it can’t reach this machine or its network; redirects aren’t followed.
 * @throws FORBIDDEN for a private address
 */
export async function guardedFetch(address: string, options: Options = {}): Promise<Response> {
  const { parsed: url, address: connectTo, servername } = await judged(address);
  const secure = url.protocol === "https:";
  const body = options.body instanceof URLSearchParams ? options.body.toString() : options.body;
  const timeout = AbortSignal.timeout(wholeMs);
  const request = (secure ? https : http).request({
    method: options.method ?? "GET",
    host: connectTo,
    port: url.port || (secure ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    servername,
    headers: {
      ...options.headers,
      host: url.host,
      "accept-encoding": "identity",
      ...(typeof body === "string" && { "content-length": String(Buffer.byteLength(body)) }),
    },
    agent: false,
    signal: options.signal ? AbortSignal.any([timeout, options.signal]) : timeout,
  });
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on("error", reject).on("response", resolve);
      request.end(typeof body === "string" ? body : undefined);
    });
    const text = await wholeOf(answer);
    const status = answer.statusCode ?? 502;
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string]);
    return new Response([101, 204, 205, 304].includes(status) ? null : text, { status, headers });
  } catch (error) {
    // As fetch says it: whoever called knows what it means.
    throw timeout.aborted ? new DOMException("late", "TimeoutError") : new TypeError("fetch failed", { cause: error });
  } finally {
    request.destroy();
  }
}

async function wholeOf(answer: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    size += part.length;
    if (size > mostBytes) throw new Error("The answer is too long.");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
