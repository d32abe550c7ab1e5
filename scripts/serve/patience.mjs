import { pathsOf } from "./path.mjs";

/**
 * How long a client may take to send a whole request, in milliseconds; a file of 1 GiB takes less than two hours over a
 * slow line.
 */
const usual = 120_000;
const upload = 7_200_000;
const uploads = /^\/api\/organisations\/[^/]+\/servers\/[^/]+\/files$/;

/**
 * For the server itself: longer than any request may take, so that it only catches connections that never become a
 * request.
 */
export const patience = { headersTimeout: 20_000, requestTimeout: upload + 60_000 };

/** @param {string} url one that decodes */
export const patienceFor = (url) => (pathsOf(url).every((path) => uploads.test(path)) ? upload : usual);

/**
 * Enforces a request's time limit. @param {import("node:http").IncomingMessage} request @param {() => void} tooLate
 * called once, when it isn't complete by then
 * @param {number} [milliseconds]
 */
export function limitTime(request, tooLate, milliseconds = patienceFor(request.url)) {
  if (request.complete) return;
  const timer = setTimeout(() => !request.complete && tooLate(), milliseconds);
  const done = () => clearTimeout(timer);
  request.once("end", done).once("close", done);
}
