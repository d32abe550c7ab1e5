import { z } from "zod";
import { portalTierNames } from "@/lib/limits";

/** A gateway as portal administrators see it. */
export const gatewayShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    publicAddress: z.string(),
    wireguardPort: z.int(),
    firstPort: z.int(),
    lastPort: z.int(),
    tiers: z.array(z.enum(portalTierNames)),
    network: z.string(),
    network6: z.string(),
    /** closed: it accepts no new devices and ports; those that are there go on. */
    state: z.enum(["open", "closed"]),
    /** waiting: its program has never reported; missing: it hasn’t for two minutes. */
    health: z.enum(["waiting", "answering", "missing", "failing"]),
    publicKey: z.string().nullable(),
    implementation: z.enum(["kernel", "userspace"]).nullable(),
    version: z.string().nullable(),
    problem: z.string().nullable(),
    reportedAt: z.date().nullable(),
    /** Ports of the range that something else on the machine listens on. */
    busyPorts: z.int(),
    usedPorts: z.int(),
    deviceCount: z.int(),
    connectedCount: z.int(),
    /** Since midnight UTC, in both directions together. */
    bytesToday: z.number(),
    createdAt: z.date(),
  })
  .meta({ id: "TunnelGateway" });

/** With the token for its program, which is shown only now. */
export const gatewayWithTokenShape = gatewayShape.extend({ token: z.string() }).meta({ id: "TunnelGatewayWithToken" });

/** A gateway as an organisation sees it. */
export const usableGatewayShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    publicAddress: z.string(),
    firstPort: z.int(),
    lastPort: z.int(),
    /** Whether it accepts a device now. */
    available: z.boolean(),
    /** Why it doesn’t. */
    reason: z.string().nullable(),
  })
  .meta({ id: "UsableTunnelGateway" });

/** What a gateway must let in. */
export const wantedTunnelsShape = z.object({
  name: z.string(),
  wireguardPort: z.int(),
  firstPort: z.int(),
  lastPort: z.int(),
  address: z.string(),
  network: z.string(),
  address6: z.string(),
  network6: z.string(),
  devices: z.array(
    z.object({
      publicKey: z.string(),
      address: z.string(),
      address6: z.string(),
      ports: z.array(
        z.object({
          protocol: z.enum(["tcp", "udp", "both"]),
          localPort: z.int(),
          publicPort: z.int(),
          keepAddresses: z.boolean(),
        }),
      ),
    }),
  ),
});
