import { pathsOf } from "./path.mjs";

/** How much a request may carry, by its path; the first that fits counts. */
const limits = [
  // A zone file, of 16 MiB at most; more as JSON, for its quotation marks. The API counts again.
  [/^\/api\/organisations\/[^/]+\/dns\/zones\/[^/]+\/import$/, 21 * 1024 * 1024],
  // A file of a server's, of 1 GiB at most: passed on as it comes. A little more, so that the API says so itself.
  [/^\/api\/organisations\/[^/]+\/servers\/[^/]+\/files$/, 1024 * 1024 * 1024 + 64 * 1024],
  // A picture in its form. The API counts again.
  [/^\/api\/(organisations\/[^/]+|account)\/avatar$/, 6 * 1024 * 1024],
  // An address, a password and a token: read before anybody is known, and not limited by next-auth.
  [/^\/api\/auth(\/|$)/i, 16 * 1024],
  // A little more than the API takes: it says so itself then, in JSON.
  [/^\/api\//, 1024 * 1024 + 64 * 1024],
];
/** As much as Next takes for a server action: on the pages of those who are signed in. */
const signedIn = 1024 * 1024;
/** A name, an address, a password and a link's token: all that anybody else has to send. */
const strangers = 16 * 1024;

/** A session that may be none: whoever makes one up is held by the rates, and by what a form may hold. */
const saysWho = (cookie = "") => /(?:^|;\s*)(?:__Host-)?guildhall[\w-]*\.session=/.test(cookie);

/**
 * The least of what is allowed to the path as it is written and to the one that it leads to: Next takes an escaped slash for a part of a name.
 * @param {{ url: string, headers: import("node:http").IncomingHttpHeaders }} request its address decodes
 */
export const bodyLimit = ({ url, headers }) => Math.min(...pathsOf(url).map((path) => limitAt(path, headers)));

function limitAt(path, headers) {
  const own = limits.find(([fits]) => fits.test(path));
  if (own) return own[1];
  return /^\/dashboard(\/|$)/.test(path) && saysWho(headers.cookie) ? signedIn : strangers;
}

/**
 * Holds a request to its limit. A length that was announced is known at once, and Node reads no more than that; a body
 * in chunks is counted while it comes in.
 * @param {import("node:http").IncomingMessage} request
 * @param {() => void} tooMuch called once, before the application gets what goes beyond
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
  // Listening for data would take the body away from whoever reads it later; here it comes past on its way in.
  request.push = (chunk, encoding) => {
    const before = received;
    received += chunk?.length ?? 0;
    if (received <= limit) return push(chunk, encoding);
    if (before <= limit) tooMuch();
    return false;
  };
}
