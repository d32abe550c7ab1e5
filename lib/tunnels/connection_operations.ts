import { findDevice } from "@/db/queries/tunnel_devices";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { noteConnectedInput } from "@/lib/tunnels/schema";

/** Tells an organisation that a device of theirs connected for the first time. */
export const noteConnected = systemCommand("tunnelDevice.noteConnected", {
  did: "noted the first connection of the tunnel device",
  event: "tunnel.connected",
  input: noteConnectedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, audit }, { organisationId, device: id }) {
    const device = await findDevice(trx, { organisationId, narrowedTo: null }, id);
    audit(device ? { target: { id, name: device.name }, after: { gateway: device.gatewayName } } : null);
  },
});
