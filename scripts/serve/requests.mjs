import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import pino from "pino";

/**
 * Which request this is, for whatever logs within it: the application is compiled apart from this process's own files, so
 * they meet at a name that both know (lib/log.ts).
 */
const name = Symbol.for("guildhall.request");
const current = globalThis[name] ?? new AsyncLocalStorage();
globalThis[name] = current;

/**
 * Makes the function that runs a request under an id of its own, which its answer and every line that is logged within it
 * carry. How it ended is logged too: a failure of ours as an error, another server's (502) as information, the rest for those who ask for `debug`.
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
      // 503 says that something beside this process is away, which is logged where it was noticed; nobody here can mend what 502 is about.
      if (status === 502) log.info(line, "another server failed");
      else if (status >= 500 && status !== 503) log.error(line, "a request failed");
      else log.debug(line, "a request");
    });
    return current.run({ requestId }, handle);
  };
}

/** Without what follows the question mark, and without the secret that the address of an invitation is. */
function plainPath(url = "") {
  const [path = ""] = url.split("?", 1);
  return path.replace(/^(\/invitations\/)[^/]+/, "$1…").slice(0, 200);
}
