import type { Trx } from "@/db/client";
import { findPeer } from "@/db/queries/gateways";
import type { Sight } from "@/db/queries/sight";
import { findDevice, lockDevice } from "@/db/queries/tunnel_devices";
import { AppError, fieldError } from "@/lib/errors";

/** A device that the user sees. */
export async function requireDevice(trx: Trx, sight: Sight, id: string) {
  const device = await findDevice(trx, sight, id);
  if (!device) throw new AppError("unknown");
  return device;
}

export async function requireDeviceLocked(trx: Trx, sight: Sight, id: string) {
  const device = await lockDevice(trx, sight, id);
  if (!device) throw new AppError("unknown");
  return device;
}

/** A gateway that takes devices of this portal tier. @throws gateway.unknown · gateway.closed · gateway.unstarted at its field */
export async function requireGateway(trx: Trx, id: string, tier: string) {
  const peer = await findPeer(trx, id);
  if (!peer?.tiers.includes(tier)) throw fieldError("gateway.unknown", "gatewayId");
  if (peer.state !== "open") throw fieldError("gateway.closed", "gatewayId");
  if (peer.publicKey === null) throw fieldError("gateway.unstarted", "gatewayId");
  return peer;
}
