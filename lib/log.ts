import type { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { env } from "@/lib/env";

/** Set around each request by the process that serves (scripts/serve/requests.mjs); a job has none. */
const current = () =>
  (globalThis as { [key: symbol]: AsyncLocalStorage<{ requestId: string }> | undefined })[
    Symbol.for("guildhall.request")
  ];

let logger: pino.Logger | undefined;

/** One JSON line an event, to standard output, with the id of the request in which it happened. Nothing that a person typed, no addresses of links, no secrets. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => current()?.getStore() ?? {},
  });
  return logger;
}
