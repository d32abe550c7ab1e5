import { pathsOf } from "./path.mjs";

/** The limit of a request's body, by its path; the first match counts. */
const limits = [
  // A zone file of at most 16 MiB; more as JSON, because of its quotation marks. The API checks again.
  [/^\/api\/organisations\/[^/]+\/dns\/zones\/[^/]+\/import$/, 21 * 1024 * 1024],
  // A server's file of at most 1 GiB, streamed. The limit is a little higher, so that the API refuses by itself.
  [/^\/api\/organisations\/[^/]+\/servers\/[^/]+\/files$/, 1024 * 1024 * 1024 + 64 * 1024],
  // An avatar in its form. The API checks again.
  [/^\/api\/(organisations\/[^/]+|account)\/avatar$/, 6 * 1024 * 1024],
  // An address, a password and a token: read before the caller is known, and not limited by next-auth.
  [/^\/api\/auth(\/|$)/i, 16 * 1024],
  // A little more than the API accepts, so that it refuses by itself, in JSON.
  [/^\/api\//, 1024 * 1024 + 64 * 1024],
];
/** As much as Next accepts for a server action, on the pages of signed-in users. */
const signedIn = 1024 * 1024;
/** A name, an address, a password and a link's token: the most that a stranger has to send. */
const strangers = 16 * 1024;

/** The session cookie may be invalid: a made-up one is still subject to the rates and the limits of a form. */
const saysWho = (cookie = "") => /(?:^|;\s*)(?:__Host-)?guildhall[\w-]*\.session=/.test(cookie);

/**
 * The lower of the limits for the path as written and for the resolved one: Next treats an escaped slash as part of a
 * name.
 * @param {{ url: string, headers: import("node:http").IncomingHttpHeaders }} request its URL decodes
 */
export const bodyLimit = ({ url, headers }) => Math.min(...pathsOf(url).map((path) => limitAt(path, headers)));

function limitAt(path, headers) {
  const own = limits.find(([fits]) => fits.test(path));
  if (own) return own[1];
  return /^\/dashboard(\/|$)/.test(path) && saysWho(headers.cookie) ? signedIn : strangers;
}

/**
 * Enforces a request's limit. A declared length is known at once, and Node reads no more than that; a chunked body is
 * counted as it arrives.
 * @param {import("node:http").IncomingMessage} request
 * @param {() => void} tooMuch called once, before the application gets more than the limit
 */
export function limitBody(request, tooMuch) {
  const limit = bodyLimit(request);
  const announced = request.headers["content-length"];
  if (announced !== undefined) {
    if (Number(announced) > limit) tooMuch();
    return;
  }
  let received = 0;
  const push = request.push.bind(request);
  // Listening for data would consume the body before its reader; here it is counted on its way in.
  request.push = (chunk, encoding) => {
    const before = received;
    received += chunk?.length ?? 0;
    if (received <= limit) return push(chunk, encoding);
    if (before <= limit) tooMuch();
    return false;
  };
}
