import pino from "pino";
import { env } from "@/lib/env";

let logger: pino.Logger | undefined;

/** One JSON line an event, to standard output. Nothing that a person typed, no addresses of links, no secrets. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}
