import { z } from "zod";
import { protocols } from "@/lib/tunnels/schema";

export const deviceRefusals = ["feature", "organisation", "suspended", "tier", "limit"] as const;

export const deviceStates = ["connected", "away", "never", "suspended", "off"] as const;

/** A tunnel device. */
export const deviceShape = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    gateway: z.object({ id: z.uuid(), name: z.string(), publicAddress: z.string(), answering: z.boolean() }),
    name: z.string(),
    publicKey: z.string(),
    /** Of the key, to compare with the device. */
    fingerprint: z.string(),
    address: z.string(),
    address6: z.string(),
    /** What it is called below the portal’s base zone, while that is answered. */
    hostName: z.string().nullable(),
    routesAnswers: z.boolean(),
    /** away: it was connected once; never: it wasn’t yet; off: the gateway doesn’t let it in, `reason` says why. */
    state: z.enum(deviceStates),
    reason: z.string().nullable(),
    addedBy: z.string(),
    createdAt: z.date(),
    lastHandshakeAt: z.date().nullable(),
    /** Bytes, as the device sees them. */
    received: z.number(),
    sent: z.number(),
    openPorts: z.int(),
  })
  .meta({ id: "TunnelDevice" });

/** What a device needs in its WireGuard configuration, besides its own private key. */
export const configurationShape = z
  .object({
    address: z.string(),
    address6: z.string(),
    gatewayKey: z.string(),
    /** host:port */
    endpoint: z.string(),
    gatewayAddress: z.string(),
    gatewayAddress6: z.string(),
    routesAnswers: z.boolean(),
  })
  .meta({ id: "TunnelConfiguration" });

export const newDeviceShape = z
  .object({ device: deviceShape, configuration: configurationShape })
  .meta({ id: "NewTunnelDevice" });

/** A port of a device that is published on its gateway. */
export const portShape = z
  .object({
    id: z.uuid(),
    deviceId: z.uuid(),
    protocol: z.enum(protocols),
    localPort: z.int(),
    publicPort: z.int(),
    /** Where people connect: host:port. */
    endpoint: z.string(),
    /** The same by name: with the port, or without it for a game that finds its port by SRV. */
    connectTo: z.string().nullable(),
    game: z.string().nullable(),
    note: z.string().nullable(),
    keepAddresses: z.boolean(),
    /** closed: its number is kept for an hour; over: open, and more than the device may have. */
    state: z.enum(["open", "closed", "over"]),
    /** Until when the number of a closed one is kept. */
    keptUntil: z.date().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "TunnelPort" });

/** Bytes of one day in UTC, as the device sees them. */
export const trafficShape = z
  .object({ day: z.string(), received: z.number(), sent: z.number() })
  .meta({ id: "TunnelTraffic" });

/** What the device gets that asked to be enrolled. */
export const startedEnrolmentShape = z
  .object({
    /** The device asks with it; it is shown to nobody. */
    deviceCode: z.string(),
    /** For the person who approves the device. */
    userCode: z.string(),
    verificationUri: z.string(),
    /** With the code filled in. */
    verificationUriComplete: z.string(),
    /** Seconds. */
    expiresIn: z.int(),
    interval: z.int(),
  })
  .meta({ id: "StartedTunnelEnrolment" });

/** What an approved device gets, once. */
export const collectedEnrolmentShape = z
  .object({ state: z.literal("approved"), configuration: configurationShape })
  .meta({ id: "CollectedTunnelEnrolment" });

/** A device that asks to be enrolled, for the person who has its code. */
export const enrolmentShape = z
  .object({
    name: z.string(),
    publicKey: z.string(),
    fingerprint: z.string(),
    /** The address that the request came from. */
    requestedFrom: z.string().nullable(),
    createdAt: z.date(),
    expiresAt: z.date(),
  })
  .meta({ id: "TunnelEnrolment" });
