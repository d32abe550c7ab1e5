import { isIP } from "node:net";
import { env } from "@/lib/env";

/**
 * The name with which this machine greets a mail server: the portal’s public name. If that isn't a public one, an address in brackets
 * takes its place (RFC 5321, 4.1.3 and 4.1.4): the machine's internal name shouldn't leak, and many servers refuse it.
 */
export function helloName(): string {
  const host = env().PUBLIC_URL.hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  if (family) return family === 6 ? `[IPv6:${host}]` : `[${host}]`;
  return /^[^.].*\.[^.]+\.?$/.test(host) ? host.replace(/\.$/, "") : "[127.0.0.1]";
}
