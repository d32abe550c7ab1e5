import type { PeerRow } from "@/db/queries/gateways";
import type { DeviceRow } from "@/db/queries/tunnel_devices";
import type { PortRow } from "@/db/queries/tunnel_ports";
import { AppError } from "@/lib/errors";
import { fingerprintOf } from "@/lib/tunnels/fingerprint";
import type { Protocol } from "@/lib/tunnels/schema";
import type { deviceRefusals } from "@/lib/tunnels/shape";

type DeviceRefusal = (typeof deviceRefusals)[number];

const refusalWords: Record<DeviceRefusal, string> = {
  feature: "The portal’s administrator has disabled tunnels for now.",
  organisation: "The organisation is suspended.",
  suspended: "It was suspended here. Resume it to let it in again.",
  tier: "Its gateway doesn’t serve your portal tier any more. Remove it and add it on another.",
  limit:
    "There are more devices than your portal tier allows. The oldest ones go on; remove one of them to let this one in.",
};

/** A gateway that hasn't reported for this long doesn't answer. */
const silentMs = 120_000;

function stateOf({ refusal, connected, firstConnectedAt }: DeviceRow) {
  if (refusal === "suspended") return "suspended" as const;
  if (refusal !== null) return "off" as const;
  if (connected) return "connected" as const;
  return firstConnectedAt === null ? ("never" as const) : ("away" as const);
}

/** An IPv6 address needs brackets before a port. */
const hostPort = (host: string, port: number) => `${host.includes(":") ? `[${host}]` : host}:${port}`;

export function toDevice(row: DeviceRow) {
  const { id, organisationId, name, publicKey, address, address6, routesAnswers, createdAt, lastHandshakeAt } = row;
  const { received, sent, openPorts, refusal, hostName } = row;
  const answering = row.reportedAt !== null && Date.now() - row.reportedAt.getTime() < silentMs;
  return {
    ...{ id, organisationId, name, publicKey, address, address6, routesAnswers, createdAt, lastHandshakeAt },
    ...{ received, sent, openPorts, hostName },
    fingerprint: fingerprintOf(publicKey),
    project: row.projectId && row.projectName ? { id: row.projectId, name: row.projectName } : null,
    gateway: { id: row.gatewayId, name: row.gatewayName, publicAddress: row.publicAddress, answering },
    state: stateOf(row),
    reason: refusal && refusalWords[refusal as DeviceRefusal],
    addedBy: row.createdByName,
  };
}

/** What belongs in the device's configuration. */
export function toConfiguration(device: { address: string; address6: string; routesAnswers: boolean }, peer: PeerRow) {
  if (peer.publicKey === null) throw new AppError("gateway.unstarted");
  const { address, address6, routesAnswers } = device;
  return {
    ...{ address, address6, routesAnswers },
    gatewayKey: peer.publicKey,
    endpoint: hostPort(peer.publicAddress, peer.wireguardPort),
    gatewayAddress: peer.address,
    gatewayAddress6: peer.address6,
  };
}

const keptMs = 3_600_000;

type Named = Pick<DeviceRow, "publicAddress" | "hostName">;

export function toPort({ closedAt, published, first, ...row }: PortRow, { publicAddress, hostName }: Named) {
  const bare = first && closedAt === null && published;
  return {
    ...row,
    protocol: row.protocol as Protocol,
    endpoint: hostPort(publicAddress, row.publicPort),
    connectTo: hostName && (bare ? hostName : hostPort(hostName, row.publicPort)),
    state: closedAt ? ("closed" as const) : published ? ("open" as const) : ("over" as const),
    keptUntil: closedAt && new Date(closedAt.getTime() + keptMs),
  };
}
