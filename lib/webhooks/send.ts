import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { Attempt, Telling } from "@/lib/events/attempt";
import { Refusal } from "@/lib/kernel/errors";
import { judged } from "@/lib/webhooks/address";
import { signedRequest } from "@/lib/webhooks/body";
import { waitOf } from "@/lib/webhooks/retry_after";
import type { Format } from "@/lib/webhooks/schema";

/** A receiver should respond at once and do its work afterwards. */
export const answerMs = 10_000;
/** How long to wait for a response's text, once its status is known. */
const textMs = 2_000;
/** The most text to keep of a response; the rest isn't read. */
const textBytes = 1_024;

export interface Destination {
  url: string;
  secret: string;
  format: Format;
}

/**
 * Sends one event to one webhook: over a connection to the checked address, without following redirects, with a
 * certificate that is valid for the host. Takes at most fifteen seconds, never throws; belongs outside any transaction.
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
    // A new connection to exactly this address, never a reused one.
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

/** The beginning of a response's text, as much as arrives in time. */
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

/** On one line, without invisible characters, and with secrets removed that the other side repeats. */
function cleaned(text: string, secrets: string[]): string {
  const line = text.replace(/[\p{C}\s\ufffd]+/gu, " ").trim();
  return secrets
    .filter((secret) => secret.length > 1)
    .reduce((left, secret) => left.replaceAll(secret, "…"), line)
    .slice(0, textBytes);
}

function problemOf(status: number, wait: number | null): string {
  if (wait !== null) return `It responded with HTTP ${status}: it is rate-limiting. The next attempt follows later.`;
  if (status >= 300 && status < 400)
    return `It responded with HTTP ${status}, a redirect. Redirects aren’t followed: enter the URL it leads to.`;
  if (status === 404 || status === 410) return `It responded with HTTP ${status}: this URL no longer exists.`;
  if (status === 401 || status === 403) return `It responded with HTTP ${status}: access denied. Check URL and secret.`;
  return `It responded with HTTP ${status}.`;
}

interface Failure extends Error {
  code?: string;
}

/** The error in our own words: those of the connection may contain the URL. */
function wordsOf(error: Failure): string {
  if (error instanceof Refusal) return error.message;
  const { code = "", name, message } = error;
  if (name === "TimeoutError" || code === "ABORT_ERR" || code === "ETIMEDOUT")
    return "It didn’t respond within ten seconds.";
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return "Can’t connect to this host and port.";
  if (/CERT|altname|SELF_SIGNED|UNABLE_TO/i.test(`${code} ${message}`))
    return "Its certificate isn’t valid for this host, or isn’t from a CA that this portal trusts.";
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) return "No secure connection could be made: it doesn’t offer TLS here.";
  return "It closed the connection without a response.";
}
