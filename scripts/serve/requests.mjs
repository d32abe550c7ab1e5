import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import pino from "pino";

/**
 * The current request's id for log lines: the application is compiled separately from this process's own files, so they
 * share it under a name that both know (lib/log.ts).
 */
const name = Symbol.for("guildhall.request");
const current = globalThis[name] ?? new AsyncLocalStorage();
globalThis[name] = current;

/**
 * Creates the function that runs a request under its own id, which its response and all its log lines carry. The result
 * is logged, too: a failure of ours as an error, another server's (502) as information, the rest at level `debug`.
 * @param {import("pino").DestinationStream} [destination] standard output when left out
 */
export function identifyRequests(destination) {
  const options = { level: process.env.LOG_LEVEL || "info", base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const log = destination ? pino(options, destination) : pino(options);
  return (request, response, handle) => {
    const requestId = randomUUID();
    const begin = performance.now();
    response.setHeader("X-Request-Id", requestId);
    response.once("close", () => {
      const status = response.statusCode;
      const ms = Math.round(performance.now() - begin);
      const line = { requestId, method: request.method, path: plainPath(request.url), status, ms };
      // 503 means that something beside this process is unavailable, which is logged where it was noticed; 502 is
      // another server's fault.
      if (status === 502) log.info(line, "another server failed");
      else if (status >= 500 && status !== 503) log.error(line, "a request failed");
      else log.debug(line, "a request");
    });
    return current.run({ requestId }, handle);
  };
}

/** Without the query string, and without the secret in an invitation's URL. */
function plainPath(url = "") {
  const [path = ""] = url.split("?", 1);
  return path.replace(/^(\/invitations\/)[^/]+/, "$1…").slice(0, 200);
}
