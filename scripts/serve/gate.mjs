import { callsAction, whyNoAction } from "./action.mjs";
import { limitBody } from "./body.mjs";
import { holdBody } from "./held.mjs";
import { leaveAfterAnswer } from "./leaving.mjs";
import { pathsOf } from "./path.mjs";
import { limitTime } from "./patience.mjs";
import { peerHeaders } from "./peer.mjs";
import { makeRates } from "./rates.mjs";
import { whyRefused } from "./refused.mjs";

/**
 * Creates the function that every request passes first: it corrects the headers, and refuses requests that Next should
 * never see.
 * @param {{ trustedProxies?: string, publicUrl?: string, actions?: Set<string> }} settings actions: the ids of all
 * actions
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, goOn: () =>
 * void) => void} goOn is called once when the request is passed on
 */
export function makeGate({ trustedProxies, publicUrl, actions }) {
  const setPeer = peerHeaders(trustedProxies);
  const spend = makeRates();
  return (request, response, goOn) => {
    const { url, headers } = request;
    setPeer(request);
    leaveAfterAnswer(request, response);
    const refuse = (refusal) => answer(response, inItsForm(url, refusal));
    const refusal = whyRefused(request, publicUrl);
    if (refusal) return refuse(refusal);
    const passOn = () => response.headersSent || goOn();
    const held = !pathsOf(url).every((path) => path.startsWith("/api/")) && callsAction(request);
    if (held) holdBody(request, judge);
    limitBody(request, () => refuse(tooLarge));
    limitTime(request, () => answer(response, { status: 408, line: "This took too long." }));
    // A client that sends Expect: 100-continue learns first whether the body is accepted.
    if (headers.expect && !response.headersSent) response.writeContinue();
    if (!held) passOn();

    function judge(body) {
      const wait = spend(headers["x-guildhall-peer"], body.length);
      const wrong =
        wait === undefined
          ? whyNoAction(request, body, actions)
          : {
              status: 429,
              line: "Too many attempts. Try again in a minute.",
              headers: { "retry-after": String(wait) },
            };
      if (wrong) refuse(wrong);
      else passOn();
    }
  };
}

const tooLarge = { status: 413, line: "This is too large." };
/** Code and reason of the refusals here, as in lib/doors/rest/reasons.ts. */
const causes = {
  400: { code: "INVALID", reason: "route.malformed" },
  403: { code: "FORBIDDEN", reason: "origin.foreign" },
  405: { code: "METHOD_NOT_ALLOWED", reason: "route.method" },
  413: { code: "TOO_LARGE", reason: "body.large" },
};

/** For programs in the API’s own form, which it promises for every refusal. */
function inItsForm(url, { status, line, headers }) {
  const cause = causes[status];
  if (!cause || !url.startsWith("/api/")) return { status, line, headers };
  return { status, headers, line: JSON.stringify({ error: line, ...cause }), type: "application/json; charset=utf-8" };
}

/** One line, and the end of the connection: the rest of the body isn't read. */
function answer(response, { status, line, headers, type = "text/plain; charset=utf-8" }) {
  // The application has already begun to respond, or the client is gone.
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
