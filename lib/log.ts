import type { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { env } from "@/lib/env";

/** Set around each request by the server process (scripts/serve/requests.mjs); a job has none. */
const current = () =>
  (globalThis as { [key: symbol]: AsyncLocalStorage<{ requestId: string }> | undefined })[
    Symbol.for("guildhall.request")
  ];

let logger: pino.Logger | undefined;

/**
 * One JSON line per event, to standard output, with the id of the request. Nothing that a person typed, no link URLs,
 * no secrets.
 */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => current()?.getStore() ?? {},
  });
  return logger;
}
