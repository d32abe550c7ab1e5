import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { countDevicesOf, insertDevice, takeSlot } from "@/db/queries/tunnel_devices";
import { fieldError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import { requireProject } from "@/lib/projects/require";
import { sightOf } from "@/lib/projects/sight";
import { requireRoom } from "@/lib/tiers/require";
import { requireDevice, requireGateway } from "@/lib/tunnels/require";
import { toConfiguration, toDevice } from "@/lib/tunnels/view";

interface Wish {
  name: string;
  publicKey: string;
  gatewayId: string;
  projectId: string | null;
  routesAnswers: boolean;
}

/**
 * Adds a device to an organisation, which must be locked: its limit, its project and the gateway are checked, and it gets an address.
 * @returns the device, and what belongs in its configuration
 */
export async function enrolDevice(
  { trx, organisation, actor }: { trx: Trx; organisation: Organisation; actor: UserActor },
  wish: Wish,
) {
  await requireRoom(trx, organisation.id, "tunnelDevices", await countDevicesOf(trx, organisation.id));
  const sight = sightOf(organisation, actor);
  await requireProject(trx, sight, wish.projectId);
  const slot = await takeSlot(trx, wish.gatewayId);
  // Only now: while its lock was awaited, the gateway may have been closed or removed.
  const peer = await requireGateway(trx, wish.gatewayId, organisation.portalTier);
  if (slot === null) throw fieldError("gateway.full", "gatewayId");
  const id = randomUUID();
  const by = { createdBy: actor.userId, createdByName: actor.name };
  const taken = await insertDevice(trx, { ...wish, ...by, id, slot, organisationId: organisation.id });
  if (taken === "name") throw fieldError("tunnel.taken", "name");
  if (taken === "publicKey") throw fieldError("tunnel.key", "publicKey");
  const device = toDevice(await requireDevice(trx, sight, id));
  return { device, configuration: toConfiguration(device, peer) };
}
