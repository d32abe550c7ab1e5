import ipaddr from "ipaddr.js";
import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { inOrganisation } from "@/lib/organisations/schema";
import { line, uuid } from "@/lib/text";

const port = (least: number) =>
  z.coerce
    .number("Enter a port.")
    .int()
    .min(least, `Use a port of ${least} or higher.`)
    .max(65_535, "Use a port up to 65535.");

/** Addresses that nobody on the internet has: those for private networks, and those of providers behind NAT. */
const unroutedRanges = ["private", "carrierGradeNat"];
const network = z
  .string("Enter a network.")
  .trim()
  .max(18, { error: "Enter a network, for example 100.64.0.0/10.", abort: true })
  .refine((text) => {
    if (!ipaddr.IPv4.isValidCIDR(text)) return false;
    const [address, bits] = ipaddr.IPv4.parseCIDR(text);
    const isFirst = ipaddr.IPv4.networkAddressFromCIDR(text).toString() === address.toString();
    const last = ipaddr.IPv4.broadcastAddressFromCIDR(text);
    const isUnrouted = [address, last].every((each) => unroutedRanges.includes(each.range()));
    return bits >= 8 && bits <= 28 && isFirst && isUnrouted;
  }, "Enter a private network of /8 to /28, for example 100.64.0.0/10 or 10.80.0.0/16.");

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** What ends in digits alone would be read as an address. */
const hostName = new RegExp(`^(?:${label}\\.)*(?=[a-z0-9-]*[a-z])${label}$`);
const isPublicAddress = (text: string) =>
  ipaddr.IPv4.isValidFourPartDecimal(text) ||
  (text.includes(":") && /^[0-9a-f:]+$/.test(text) && ipaddr.IPv6.isValid(text)) ||
  hostName.test(text);

const facts = {
  name: line("a name", 100),
  /** The host name or IP address at which devices connect and people reach what is published. */
  publicAddress: z
    .string("Enter the public address.")
    .trim()
    .max(253, { error: "Use at most 253 characters.", abort: true })
    .toLowerCase()
    .refine(isPublicAddress, "Enter a host name, for example gate1.example.org, or an IP address, without a port."),
  wireguardPort: port(1),
  firstPort: port(1024),
  lastPort: port(1024),
  tiers: z
    .array(z.enum(portalTierNames, "Choose portal tiers."), "Choose the portal tiers.")
    .max(portalTierNames.length, { error: "Choose each portal tier only once.", abort: true })
    .transform((chosen) => portalTierNames.filter((tier) => chosen.includes(tier))),
};

const inOrder = ({ firstPort, lastPort }: { firstPort?: number; lastPort?: number }) =>
  firstPort === undefined || lastPort === undefined || firstPort <= lastPort;
const order = { path: ["lastPort"], message: "The last port must not be below the first." };

export const registerGatewayInput = z
  .strictObject({
    ...facts,
    wireguardPort: facts.wireguardPort.default(51_820),
    firstPort: facts.firstPort.default(30_000),
    lastPort: facts.lastPort.default(32_767),
    network: network.default("100.64.0.0/10"),
  })
  .refine(inOrder, order);

const one = { gateway: uuid };
export const oneGateway = z.strictObject(one);

/** Fields left out stay as they are. The networks can’t be changed: devices have their addresses from them. */
export const updateGatewayInput = z
  .strictObject({ ...one, ...z.strictObject(facts).partial().shape })
  .refine(inOrder, order);

export const listUsableGatewaysInput = inOrganisation;

/** A WireGuard key: 32 bytes in base64. */
export const wireguardKey = z
  .string("Enter a WireGuard public key.")
  .trim()
  .regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, "Enter a WireGuard public key: 44 characters that end with “=”.");

/** The token of a gateway, as its program sends it. */
export const gatewayToken = z.string().min(20).max(100);

export const readWantedInput = z.strictObject({
  token: gatewayToken,
  /** The tag of what the gateway has already; empty for nothing. */
  known: z.string().max(40).default(""),
});

const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const reportInput = z.strictObject({
  token: gatewayToken,
  publicKey: wireguardKey,
  implementation: z.enum(["kernel", "userspace"]),
  version: z.string().min(1).max(50),
  /** Which interface counted: a new one begins at zero. */
  run: z.string().min(1).max(64),
  /** Ports of the range that something else on the machine listens on. */
  busyPorts: z.array(z.number().int().min(1).max(65_535)).max(2_000),
  /** What keeps the gateway from doing its work; null: nothing. */
  problem: z.string().min(1).max(500).nullable(),
  /** Of more than 500 devices a gateway reports in several parts. */
  devices: z
    .array(
      z.strictObject({
        publicKey: wireguardKey,
        /** Seconds since the last handshake; null: there was none. */
        handshakeAgo: z.number().min(0).max(1e10).nullable(),
        /** Bytes since the interface began to count, as the device sees them. */
        received: bytes,
        sent: bytes,
      }),
    )
    .max(500)
    .refine(
      (given) => new Set(given.map(({ publicKey }) => publicKey)).size === given.length,
      "Report each device only once.",
    ),
});
