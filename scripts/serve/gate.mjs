import { limitBody } from "./body.mjs";
import { limitTime } from "./patience.mjs";
import { peerHeaders } from "./peer.mjs";
import { whyRefused } from "./refused.mjs";

/**
 * Makes the function that every request passes first: it puts the truth into the headers, and answers by itself what
 * Next should never see.
 * @param {string | undefined} trustedProxies
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => boolean}
 *   whether the request goes on
 */
export function makeGate(trustedProxies) {
  const setPeer = peerHeaders(trustedProxies);
  return (request, response) => {
    setPeer(request);
    const refusal = whyRefused(request);
    if (refusal) answer(response, inItsForm(request.url, refusal));
    else {
      limitBody(request, () => answer(response, inItsForm(request.url, tooLarge)));
      limitTime(request, () => answer(response, { status: 408, line: "This took too long." }));
    }
    return !response.headersSent;
  };
}

const tooLarge = { status: 413, line: "This is too large." };
const codes = { 400: "INVALID", 403: "FORBIDDEN", 405: "METHOD_NOT_ALLOWED", 413: "TOO_LARGE" };

/** To programs in the API’s own form: it promises that of every refusal. */
function inItsForm(url, { status, line, headers }) {
  const code = codes[status];
  if (!code || !url.startsWith("/api/")) return { status, line, headers };
  return { status, headers, line: JSON.stringify({ error: line, code }), type: "application/json; charset=utf-8" };
}

/** One line, and the end of the connection: what is left of the body isn't read. */
function answer(response, { status, line, headers, type = "text/plain; charset=utf-8" }) {
  // The application had begun to answer, or the client is gone.
  if (response.headersSent || response.destroyed) return response.destroy();
  response.writeHead(status, {
    ...headers,
    "content-type": type,
    "cache-control": "no-store",
    connection: "close",
    "x-content-type-options": "nosniff",
  });
  response.end(`${line}\n`);
}
