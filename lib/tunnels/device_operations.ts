import { findProject } from "@/db/queries/projects";
import {
  countSeenDevices,
  deleteDeviceRow,
  findDeviceNamed,
  listDevices as listDeviceRows,
  listTraffic,
  updateDeviceRow,
} from "@/db/queries/tunnel_devices";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { inOrganisation } from "@/lib/organisations/schema";
import { fromCursor, idPattern, text, toPage } from "@/lib/paging";
import { requireProject } from "@/lib/projects/require";
import { sightOf } from "@/lib/projects/sight";
import { enrolDevice } from "@/lib/tunnels/enrol";
import { requireDevice, requireDeviceLocked } from "@/lib/tunnels/require";
import {
  createDeviceInput,
  listDevicesInput,
  moveDeviceInput,
  oneDevice,
  updateDeviceInput,
} from "@/lib/tunnels/schema";
import { toDevice } from "@/lib/tunnels/view";

const order = { value: text };
/** For how many days a device's traffic is shown. */
export const trafficDays = 30;

/** The tunnel devices that the user sees, by name. */
export const listDevices = organisationQuery("tunnelDevice.list", {
  input: listDevicesInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.read",
  async run({ trx, organisation, actor }, { limit, cursor, q, project }) {
    const sight = sightOf(organisation, actor);
    if (project !== undefined && !(await findProject(trx, sight, project))) throw new AppError("unknown");
    const after = fromCursor(cursor, idPattern, order)?.at;
    const rows = await listDeviceRows(trx, sight, { q, project, after, limit: limit + 1 });
    const { items, ...page } = toPage(rows, limit, ({ name, id }) => ({ at: name, id }));
    return { ...page, items: items.map(toDevice) };
  },
});

/** How many there are of them. */
export const countDevices = organisationQuery("tunnelDevice.count", {
  input: inOrganisation,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.read",
  run: async ({ trx, organisation, actor }) => countSeenDevices(trx, sightOf(organisation, actor)),
});

export const readDevice = organisationQuery("tunnelDevice.read", {
  input: oneDevice,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.read",
  run: async ({ trx, organisation, actor }, { device }) =>
    toDevice(await requireDevice(trx, sightOf(organisation, actor), device)),
});

/** What a device transferred on each of the last thirty days in UTC, oldest first; days without anything are left out. */
export const readTraffic = organisationQuery("tunnelDevice.traffic", {
  input: oneDevice,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.read",
  async run({ trx, organisation, actor }, { device: id }) {
    const device = await requireDevice(trx, sightOf(organisation, actor), id);
    return listTraffic(trx, organisation.id, device.id, trafficDays);
  },
});

/** Adds a device by its public key. The answer has what belongs in its configuration; its private key never leaves it. */
export const createDevice = organisationCommand("tunnelDevice.create", {
  did: "added the tunnel device",
  event: "tunnel.enrolled",
  input: createDeviceInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.create",
  limits: [{ points: 120, seconds: 3_600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { organisation: _, ...wish }) {
    const made = await enrolDevice({ trx, organisation, actor }, wish);
    const { id, name, gateway } = made.device;
    audit({ target: { id, name }, after: { gateway: gateway.name, fingerprint: made.device.fingerprint } });
    return made;
  },
});

/** Renames a device, or says whether its configuration routes answers back through the tunnel. */
export const updateDevice = organisationCommand("tunnelDevice.update", {
  did: "changed the tunnel device",
  event: "tunnel.changed",
  input: updateDeviceInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.update",
  async run({ trx, organisation, actor, audit }, { device: id, ...wanted }) {
    const sight = sightOf(organisation, actor);
    const device = await requireDeviceLocked(trx, sight, id);
    const before = { name: device.name, routesAnswers: device.routesAnswers };
    const after = { name: wanted.name ?? before.name, routesAnswers: wanted.routesAnswers ?? before.routesAnswers };
    const other = await findDeviceNamed(trx, organisation.id, after.name);
    if (other && other.id !== id) throw fieldError("tunnel.taken", "name");
    const changed = JSON.stringify(before) !== JSON.stringify(after);
    if (changed) await updateDeviceRow(trx, organisation.id, id, after);
    audit(changed ? { target: { id, name: after.name }, before, after } : null);
    return toDevice(await requireDevice(trx, sight, id));
  },
});

/** Moves a device to another project of its organisation, or to none. The user must see both. */
export const moveDevice = organisationCommand("tunnelDevice.move", {
  did: "moved to another project the tunnel device",
  event: "tunnel.changed",
  input: moveDeviceInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.update",
  async run({ trx, organisation, actor, audit }, { device: id, projectId }) {
    const sight = sightOf(organisation, actor);
    const device = await requireDeviceLocked(trx, sight, id);
    const project = await requireProject(trx, sight, projectId);
    if (device.projectId === projectId) audit(null);
    else {
      await updateDeviceRow(trx, organisation.id, id, { projectId });
      const names = { before: { project: device.projectName ?? "none" }, after: { project: project?.name ?? "none" } };
      audit({ target: { id, name: device.name }, ...names });
    }
    return toDevice(await requireDevice(trx, sight, id));
  },
});

function toStanding(name: string, did: string, suspended: boolean) {
  return organisationCommand(name, {
    did,
    event: "tunnel.changed",
    input: oneDevice,
    feature: "tunnels",
    token: "organisation",
    permission: "tunnel.update",
    async run({ trx, organisation, actor, audit }, { device: id }) {
      const sight = sightOf(organisation, actor);
      const device = await requireDeviceLocked(trx, sight, id);
      if ((device.suspendedAt !== null) === suspended) audit(null);
      else {
        await updateDeviceRow(trx, organisation.id, id, { suspendedAt: suspended ? new Date() : null });
        audit({ target: { id, name: device.name } });
      }
      return toDevice(await requireDevice(trx, sight, id));
    },
  });
}

/** The gateway doesn't let a suspended device in; it keeps its address and its ports. */
export const suspendDevice = toStanding("tunnelDevice.suspend", "suspended the tunnel device", true);
export const resumeDevice = toStanding("tunnelDevice.resume", "resumed the tunnel device", false);

/** Removes a device with its ports: its key opens nothing any more. */
export const removeDevice = organisationCommand("tunnelDevice.remove", {
  did: "removed the tunnel device",
  event: "tunnel.removed",
  input: oneDevice,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.delete",
  async run({ trx, organisation, actor, audit }, { device: id }) {
    const { name, gatewayName, openPorts } = await requireDeviceLocked(trx, sightOf(organisation, actor), id);
    await deleteDeviceRow(trx, organisation.id, id);
    audit({ target: { id, name }, before: { gateway: gatewayName, openPorts } });
    return { id };
  },
});
