import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { parseArgs } from "node:util";

const options = {
  "portal-url": { type: "string" },
  "token-file": { type: "string" },
  "state-folder": { type: "string" },
  interface: { type: "string" },
  "public-addresses": { type: "string" },
};

/**
 * From the flags and the environment; a token is never a flag, because every user of the machine sees those.
 * @throws Error with what to do
 */
export function readConfiguration(args, given) {
  const { values } = parseArgs({ args, options });
  const portal = values["portal-url"] ?? given.PORTAL_URL ?? "";
  if (!URL.canParse(portal) || !/^https?:$/.test(new URL(portal).protocol))
    throw new Error("Set PORTAL_URL to the portal's address, for example https://portal.example.org.");
  const name = values.interface ?? given.INTERFACE ?? "guildhall";
  if (!/^[a-z][a-z0-9_]{0,14}$/.test(name))
    throw new Error("Use an INTERFACE of at most 15 small letters, digits and underscores.");
  const publicAddresses = (values["public-addresses"] ?? given.PUBLIC_ADDRESSES ?? "").split(/[\s,]+/).filter(Boolean);
  if (publicAddresses.some((address) => !isIP(address) || address.includes("%")))
    throw new Error("Set PUBLIC_ADDRESSES to IP addresses, separated by commas.");
  return {
    portal: portal.replace(/\/+$/, ""),
    token: readToken(values["token-file"] ?? given.GATEWAY_TOKEN_FILE, given.GATEWAY_TOKEN),
    folder: values["state-folder"] ?? given.STATE_FOLDER ?? "/var/lib/guildhall-tunnel-gateway",
    name,
    publicAddresses,
  };
}

function readToken(file, inEnvironment = "") {
  let token = inEnvironment;
  try {
    if (file) token = readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`The token's file can't be read: ${error.message}`);
  }
  if (!/^ghg_[\w-]{16,96}$/.test(token.trim()))
    throw new Error("Set GATEWAY_TOKEN_FILE to a file with the gateway's token, or GATEWAY_TOKEN to the token.");
  return token.trim();
}
