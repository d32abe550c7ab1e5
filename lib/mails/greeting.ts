import { isIP } from "node:net";
import { env } from "@/lib/env";

/**
 * What this machine calls itself to a mail server: the portal’s public name. Where that is none of the internet’s, an address in brackets
 * takes its place (RFC 5321, 4.1.3 and 4.1.4): what the machine is called inside its network is nobody’s business, and many servers refuse it.
 */
export function helloName(): string {
  const host = env().PUBLIC_URL.hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  if (family) return family === 6 ? `[IPv6:${host}]` : `[${host}]`;
  return /^[^.].*\.[^.]+\.?$/.test(host) ? host.replace(/\.$/, "") : "[127.0.0.1]";
}
