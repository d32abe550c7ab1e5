import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { findPeer } from "@/db/queries/gateways";
import { findLimit } from "@/db/queries/limits";
import type { DeviceRow } from "@/db/queries/tunnel_devices";
import {
  dropClosedPorts,
  insertPort,
  listPorts as listPortRows,
  lockPort,
  type PortRow,
  takePort,
  updatePortRow,
} from "@/db/queries/tunnel_ports";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { sightOf } from "@/lib/projects/sight";
import { requireRoom } from "@/lib/tiers/require";
import { requireDevice, requireDeviceLocked } from "@/lib/tunnels/require";
import { oneDevice, onePort, openPortInput, updatePortInput } from "@/lib/tunnels/schema";
import { toPort } from "@/lib/tunnels/view";

const placeOf = ({ organisationId, id }: DeviceRow) => ({ organisationId, deviceId: id });

async function mustFind(trx: Trx, device: DeviceRow, id: string) {
  const port = (await listPortRows(trx, placeOf(device))).find((each) => each.id === id);
  if (!port) throw new AppError("port.unknown");
  return toPort(port, device);
}

async function mustLock(trx: Trx, device: DeviceRow, id: string) {
  const port = await lockPort(trx, placeOf(device), id);
  if (!port) throw new AppError("port.unknown");
  return port;
}

/** "udp 30001 → 19132", for the log. */
const described = ({ protocol, publicPort, localPort }: Pick<PortRow, "protocol" | "publicPort" | "localPort">) =>
  `${protocol === "both" ? "tcp and udp" : protocol} ${publicPort} → ${localPort}`;

/** A device's ports, the oldest first; one that was closed within the last hour can be opened again. */
export const listPorts = organisationQuery("tunnelPort.list", {
  input: oneDevice,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.read",
  async run({ trx, organisation, actor }, { device: id }) {
    const device = await requireDevice(trx, sightOf(organisation, actor), id);
    return (await listPortRows(trx, placeOf(device))).map((row) => toPort(row, device));
  },
});

/** Opens a port of a device on its gateway, on the wanted number or on one that the gateway has free. */
export const openPort = organisationCommand("tunnelPort.open", {
  did: "opened a port of the tunnel device",
  event: "tunnel.opened",
  input: openPortInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.update",
  limits: [{ points: 240, seconds: 3_600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { organisation: _, device: id, publicPort: wanted, ...wish }) {
    const device = await requireDeviceLocked(trx, sightOf(organisation, actor), id);
    const place = placeOf(device);
    await requireRoom(trx, organisation.id, "devicePorts", device.openPorts);
    if (wish.keepAddresses && !device.routesAnswers) throw fieldError("tunnel.answers", "keepAddresses");
    if ((await findPeer(trx, device.gatewayId))?.state !== "open") throw new AppError("gateway.closed");
    // With this one, a device holds no more numbers than it may have open.
    const { most } = await findLimit(trx, organisation.id, "devicePorts");
    if (most !== null) await dropClosedPorts(trx, place, Math.max(0, most - device.openPorts - 1));
    const publicPort = await takePort(trx, id, wish.protocol, wanted);
    if (publicPort === null) throw wanted === null ? new AppError("port.none") : fieldError("port.taken", "publicPort");
    const port = { ...wish, ...place, id: randomUUID(), gatewayId: device.gatewayId, publicPort };
    await insertPort(trx, port);
    const after = { port: described(port), ...(port.keepAddresses && { keepAddresses: true }) };
    audit({ target: { id, name: device.name }, after });
    return mustFind(trx, device, port.id);
  },
});

/** Changes what a port is for, and whether the device sees who connects. */
export const updatePort = organisationCommand("tunnelPort.update", {
  did: "changed a port of the tunnel device",
  event: "tunnel.changed",
  input: updatePortInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.update",
  async run({ trx, organisation, actor, audit }, { device: id, port: portId, organisation: _, ...wanted }) {
    const device = await requireDeviceLocked(trx, sightOf(organisation, actor), id);
    const port = await mustLock(trx, device, portId);
    const before = { game: port.game, note: port.note, keepAddresses: port.keepAddresses };
    const { game = before.game, note = before.note, keepAddresses = before.keepAddresses } = wanted;
    const after = { game, note, keepAddresses };
    if (keepAddresses && !device.routesAnswers) throw fieldError("tunnel.answers", "keepAddresses");
    const changed = JSON.stringify(before) !== JSON.stringify(after);
    if (changed) await updatePortRow(trx, organisation.id, port.id, after);
    audit(changed ? { target: { id, name: device.name }, before, after: { ...after, port: described(port) } } : null);
    return mustFind(trx, device, port.id);
  },
});

/** Closes a port: connections through it end at once, and its number is kept for an hour. */
export const closePort = organisationCommand("tunnelPort.close", {
  did: "closed a port of the tunnel device",
  event: "tunnel.closed",
  input: onePort,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.update",
  async run({ trx, organisation, actor, audit }, { device: id, port: portId }) {
    const device = await requireDeviceLocked(trx, sightOf(organisation, actor), id);
    const port = await mustLock(trx, device, portId);
    if (port.closedAt !== null) audit(null);
    else {
      await updatePortRow(trx, organisation.id, port.id, { closedAt: new Date() });
      audit({ target: { id, name: device.name }, before: { port: described(port) } });
    }
    return mustFind(trx, device, port.id);
  },
});

/** Opens a port again that was closed within the last hour, on the same number. */
export const reopenPort = organisationCommand("tunnelPort.reopen", {
  did: "opened a port again of the tunnel device",
  event: "tunnel.opened",
  input: onePort,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.update",
  async run({ trx, organisation, actor, audit }, { device: id, port: portId }) {
    const device = await requireDeviceLocked(trx, sightOf(organisation, actor), id);
    const port = await mustLock(trx, device, portId);
    if (port.closedAt === null) audit(null);
    else {
      await requireRoom(trx, organisation.id, "devicePorts", device.openPorts);
      await updatePortRow(trx, organisation.id, port.id, { closedAt: null });
      audit({ target: { id, name: device.name }, after: { port: described(port) } });
    }
    return mustFind(trx, device, port.id);
  },
});
