import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { isIP } from "node:net";
import { pictureBytes } from "@/lib/avatars/address";
import { AppError, type Reason } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";
import { judgedAddress } from "@/lib/public_address";

const wholeMs = 15_000;
const redirectsAtMost = 3;

/** Resolves a host to the address that may be connected to. */
export type Judge = (host: string) => Promise<string>;

/**
 * Fetches an organisation’s logo, whose address a program set. Each step, also a redirect, goes over https to the judged
 * address; it stops after 15 seconds or 5 MiB. Belongs outside any transaction.
 * @throws FORBIDDEN for a private address, UPSTREAM if nothing usable is there, TOO_LARGE
 */
export async function fetchLogo(address: string, judge: Judge = judgedAddress): Promise<Buffer> {
  const signal = AbortSignal.timeout(wholeMs);
  let url = new URL(address);
  for (let step = 0; step <= redirectsAtMost; step++) {
    if (url.protocol !== "https:") throw new AppError("logo.redirects");
    const answer = await ask(url, signal, judge);
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return readWhole(answer, signal);
    // The rest of the answer isn't needed.
    answer.destroy();
    const next = [301, 302, 303, 307, 308].includes(statusCode) ? headers.location : undefined;
    if (!next || !URL.canParse(next, url.href)) throw new AppError("logo.status");
    url = new URL(next, url.href);
  }
  throw new AppError("logo.redirects");
}

async function ask(url: URL, signal: AbortSignal, judge: Judge): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const address = await judge(host);
  return new Promise((resolve, reject) => {
    request({
      host: address,
      port: url.port || 443,
      path: url.pathname + url.search,
      // The certificate must be for the requested name; an IP address has none.
      ...(isIP(host) ? {} : { servername: host }),
      headers: {
        host: url.host,
        accept: "image/png, image/jpeg",
        "accept-encoding": "identity",
        "user-agent": "Guildhall",
      },
      // Its own connection: a reused one could lead to another address.
      agent: false,
      signal,
    })
      .on("response", resolve)
      .on("error", (error) => reject(refusalOf(error, signal)))
      .end();
  });
}

async function readWhole(answer: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    if (Number(answer.headers["content-length"] ?? 0) > pictureBytes) throw new AppError("picture.large");
    for await (const part of answer) {
      size += part.length;
      // Counts what arrives, whatever size was announced.
      if (size > pictureBytes) throw new AppError("picture.large");
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw refusalOf(error as Error, signal);
  } finally {
    answer.destroy();
  }
}

function refusalOf(error: Error & { code?: string }, signal: AbortSignal): Refusal {
  if (error instanceof Refusal) return error;
  if (signal.aborted) return new AppError("logo.slow");
  const insecure = /certificate|altname/i.test(error.message) || /^(ERR_SSL|ERR_TLS|EPROTO)/.test(error.code ?? "");
  const reason: Reason = insecure ? "logo.insecure" : "logo.unreachable";
  return new AppError(reason);
}
