import { isIP } from "node:net";
import { env } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";
import { judgedAddress, refusePrivateHost } from "@/lib/public_address";

/** A host for look-up: IPv6 without its brackets, a name without its last dot. */
const bareHost = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");

/**
 * The part of a URL that may be shown. Also refuses everything that can be refused without a look-up.
 * @throws INVALID or FORBIDDEN at the field `field`
 */
export function hostOf(url: string, field = "url"): string {
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && env().ALLOW_PRIVATE_ADDRESSES === "off")
    throw fieldError("input.invalid", field, "Enter a URL that begins with https://.");
  try {
    refusePrivateHost(bareHost(parsed));
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== "address.private") throw error;
    throw fieldError("address.private", field);
  }
  return parsed.host;
}

/** The destination of the connection: the checked address, and the name that its certificate must be valid for. */
export async function judged(url: string): Promise<{ parsed: URL; address: string; servername: string }> {
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && env().ALLOW_PRIVATE_ADDRESSES === "off") throw new AppError("address.private");
  const host = bareHost(parsed);
  return { parsed, address: await judgedAddress(host), servername: isIP(host) ? "" : host };
}
