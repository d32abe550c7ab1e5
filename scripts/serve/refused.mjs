const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const reading = new Set(["GET", "HEAD"]);

/**
 * Why a request isn't passed on, or undefined. Next answers most of these with 500 and a stack trace in the log, and
 * lets a server action pass that has no Origin, whatever site the browser says it comes from.
 * @param {import("node:http").IncomingMessage} request its x-forwarded-host is known to be true
 * @returns {{ status: number, line: string, headers?: Record<string, string> } | undefined}
 */
export function whyRefused({ method, url, headers }) {
  if (!url.startsWith("/")) return { status: 400, line: "The address must begin with a slash." };
  if (!methods.includes(method))
    return { status: 405, line: "This method isn't known here.", headers: { allow: methods.join(", ") } };
  if (!readable(url)) return { status: 400, line: "The address isn't well formed." };
  if (reading.has(method)) return undefined;
  if (headers["sec-fetch-site"] === "cross-site" || fromElsewhere(headers))
    return { status: 403, line: "This request comes from another site." };
  if (withoutParts(headers)) return { status: 400, line: "The form isn't well formed." };
  return undefined;
}

/** What doesn't decode breaks Next's routing; a zero byte is none that a name, a token or the database can hold. */
function readable(url) {
  try {
    return !decodeURIComponent(url).includes("\0");
  } catch {
    return false;
  }
}

/** Compared exactly as Next does for server actions; so the sign-in's route is protected as well. */
function fromElsewhere({ origin, "x-forwarded-host": host }) {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** A multipart form names what stands between its parts; a browser's always does, and its body is never empty. */
function withoutParts({ "content-type": type = "", "content-length": length }) {
  return /^multipart\/form-data/i.test(type) && (!/;\s*boundary=[^\s;]/i.test(type) || length === "0");
}
