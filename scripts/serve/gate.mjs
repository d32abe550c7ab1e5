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
    if (refusal) answer(response, refusal);
    else {
      limitBody(request, () => answer(response, tooLarge(request.url)));
      limitTime(request, () => answer(response, { status: 408, line: "This took too long." }));
    }
    return !response.headersSent;
  };
}

/** To programs in the API’s own form: it promises that of every refusal. */
function tooLarge(url) {
  const line = "This is too large.";
  if (!url.startsWith("/api/")) return { status: 413, line };
  const type = "application/json; charset=utf-8";
  return { status: 413, line: JSON.stringify({ error: line, code: "TOO_LARGE" }), type };
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
