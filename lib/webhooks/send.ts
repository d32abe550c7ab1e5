import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { Attempt, Telling } from "@/lib/events/attempt";
import { Refusal } from "@/lib/kernel/errors";
import { judged } from "@/lib/webhooks/address";
import { signedRequest } from "@/lib/webhooks/body";
import { waitOf } from "@/lib/webhooks/retry_after";
import type { Format } from "@/lib/webhooks/schema";

/** Whoever takes a webhook says so at once, and does its work afterwards. */
export const answerMs = 10_000;
/** How long the text of an answer is waited for, once it is clear how it went. */
const textMs = 2_000;
/** Of the text of an answer, what is kept; the rest isn't read. */
const textBytes = 1_024;

export interface Destination {
  url: string;
  secret: string;
  format: Format;
}

/**
 * Tells one event to one webhook: over a connection to the address that was judged, following no redirect, with a certificate that is
 * valid for the host's name. Takes at most fifteen seconds, never throws; belongs outside any transaction.
 */
export async function send({ url, secret, format }: Destination, telling: Telling): Promise<Attempt> {
  const began = Date.now();
  const ended = (rest: Omit<Attempt, "durationMs">) => ({ ...rest, durationMs: Date.now() - began });
  try {
    const { status, text, wait } = await ask(url, signedRequest(format, secret, telling, Math.floor(began / 1000)));
    const answer = cleaned(text, [url, pathOf(url), secret]) || null;
    const delivered = status >= 200 && status < 300;
    return ended({ delivered, status, problem: delivered ? null : problemOf(status, wait), answer, wait });
  } catch (error) {
    return ended({ delivered: false, status: null, problem: wordsOf(error as Failure), answer: null, wait: null });
  }
}

async function ask(url: string, { body, headers }: ReturnType<typeof signedRequest>) {
  const { parsed, address, servername } = await judged(url);
  const signal = AbortSignal.timeout(answerMs);
  const secure = parsed.protocol === "https:";
  const request = (secure ? https : http).request({
    method: "POST",
    host: address,
    port: parsed.port || (secure ? 443 : 80),
    path: `${parsed.pathname}${parsed.search}`,
    headers: { host: parsed.host, ...headers },
    servername,
    // A connection of its own, to this very address: none that is kept for another.
    agent: false,
    signal,
  });
  try {
    return await new Promise<{ status: number; text: string; wait: number | null }>((resolve, reject) => {
      request.on("error", reject).on("response", (response) => {
        const status = response.statusCode ?? 0;
        const wait = waitOf(status, response.headers);
        void firstOf(response).then((text) => resolve({ status, text, wait }));
      });
      request.end(body);
    });
  } finally {
    request.destroy();
  }
}

/** The beginning of an answer's text, as much of it as comes in time. */
function firstOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const done = () => {
      clearTimeout(timer);
      response.destroy();
      resolve(Buffer.concat(parts).subarray(0, textBytes).toString("utf8"));
    };
    const timer = setTimeout(done, textMs);
    response.on("data", (part: Buffer) => {
      parts.push(part);
      bytes += part.length;
      if (bytes >= textBytes) done();
    });
    response.on("end", done).on("error", done).on("close", done);
  });
}

const pathOf = (url: string) => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};

/** On one line, without what can't be seen; should the other side repeat what is secret, without it. */
function cleaned(text: string, secrets: string[]): string {
  const line = text.replace(/[\p{C}\s\ufffd]+/gu, " ").trim();
  return secrets
    .filter((secret) => secret.length > 1)
    .reduce((left, secret) => left.replaceAll(secret, "…"), line)
    .slice(0, textBytes);
}

function problemOf(status: number, wait: number | null): string {
  if (wait !== null) return `It answered ${status}: it wants to be told no more for now, and is told again later.`;
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect, which isn’t followed. Give the address it leads to.`;
  if (status === 404 || status === 410) return `It answered ${status}: there is nothing at this address any more.`;
  if (status === 401 || status === 403)
    return `It answered ${status}: it didn’t let this in. Check address and secret.`;
  return `It answered ${status}.`;
}

interface Failure extends Error {
  code?: string;
}

/** What went wrong, in words of our own: those of the connection may hold the address. */
function wordsOf(error: Failure): string {
  if (error instanceof Refusal) return error.message;
  const { code = "", name, message } = error;
  if (name === "TimeoutError" || code === "ABORT_ERR" || code === "ETIMEDOUT")
    return "It didn’t answer within ten seconds.";
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return "Nothing answers at this host and port.";
  if (/CERT|altname|SELF_SIGNED|UNABLE_TO/i.test(`${code} ${message}`))
    return "Its certificate isn’t valid for this host, or isn’t from an authority that this portal trusts.";
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) return "No safe connection could be made: it doesn’t speak TLS here.";
  return "It broke off without an answer.";
}
