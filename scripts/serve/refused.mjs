import { boundaryOf } from "../../lib/doors/http/form.mjs";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const reading = new Set(["GET", "HEAD"]);

/**
 * The reason why a request isn't passed on, or undefined. Next answers most of these with 500 and a stack trace in the
 * log, and lets a server action without an Origin pass, whatever site the browser reports.
 * @param {import("node:http").IncomingMessage} request its x-forwarded-host and -proto are verified
 * @param {string} [publicUrl] the portal's public URL; a proxy in front may not report https
 * @returns {{ status: number, line: string, headers?: Record<string, string> } | undefined}
 */
export function whyRefused({ method, url, headers, rawHeaders = [] }, publicUrl) {
  if (!url.startsWith("/")) return { status: 400, line: "The path must begin with a slash." };
  if (rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === "host").length > 1)
    return { status: 400, line: "The request names more than one host." };
  if (!methods.includes(method))
    return { status: 405, line: "Unknown method.", headers: { allow: methods.join(", ") } };
  if (!readable(url)) return { status: 400, line: "The URL isn't well formed." };
  if (reading.has(method)) return undefined;
  if (headers["sec-fetch-site"] === "cross-site" || fromElsewhere(headers, publicUrl))
    return { status: 403, line: "This request comes from another site." };
  if (withoutParts(headers)) return { status: 400, line: "The form isn't well formed." };
  return undefined;
}

/** A path that doesn't decode breaks Next's routing; no name, token or database value can hold a zero byte. */
function readable(url) {
  try {
    return !decodeURIComponent(url).includes("\0");
  } catch {
    return false;
  }
}

/** The whole origin counts: scheme, host and port. Next compares only host and port, and only for server actions. */
function fromElsewhere({ origin, "x-forwarded-host": host, "x-forwarded-proto": proto }, publicUrl) {
  if (origin === undefined) return false;
  const known = originOf(publicUrl ?? "");
  const own = [originOf(`${proto}://${host}`), hostOf(known) === host ? known : undefined];
  return hostOf(origin) !== host || !own.includes(origin);
}

const originOf = (url) => (URL.canParse(url) ? new URL(url).origin : undefined);
const hostOf = (url) => (URL.canParse(url ?? "") ? new URL(url).host : undefined);

/** A multipart form declares its boundary; a browser's always does, and its body is never empty. */
function withoutParts({ "content-type": type = "", "content-length": length }) {
  return /^multipart\/form-data/i.test(type) && (!boundaryOf(type) || length === "0");
}
