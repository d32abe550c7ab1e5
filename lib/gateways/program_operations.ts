import { findGatewayBySecret, readWantedTunnels, updateGatewayRow } from "@/db/queries/gateways";
import { noteReport } from "@/db/queries/tunnel_reports";
import { AppError } from "@/lib/errors";
import { readWantedInput, reportInput } from "@/lib/gateways/schema";
import { wantedTunnelsShape } from "@/lib/gateways/shape";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { hashToken } from "@/lib/tokens";

/**
 * What a gateway must let in, for its program; null while that is what it has already.
 * @throws gateway.token
 */
export const readWanted = publicQuery("gateway.readWanted", {
  input: readWantedInput,
  async run({ trx }, { token, known }) {
    const found = await readWantedTunnels(trx, hashToken(token), known);
    if (!found) throw new AppError("gateway.token");
    return { tag: found.tag, wanted: found.wanted === null ? null : wantedTunnelsShape.parse(found.wanted) };
  },
});

/**
 * Notes what a gateway's program reports: how it is, and who was connected. The same report twice counts once.
 * @throws gateway.token
 */
export const reportGateway = publicCommand("gateway.report", {
  did: { unaudited: "it only notes what is connected; a device's first connection leaves a row of its own" },
  event: null,
  input: reportInput,
  secret: ({ token }) => hashToken(token),
  async run({ trx, enqueue }, { token: _, run, devices, ...found }) {
    const gateway = await findGatewayBySecret(trx);
    if (!gateway) throw new AppError("gateway.token");
    // Devices first: whoever opens a port also locks the device before its gateway.
    const connected = await noteReport(trx, gateway.id, run, devices);
    const first = gateway.firstReportedAt ?? new Date();
    await updateGatewayRow(trx, gateway.id, { ...found, firstReportedAt: first, reportedAt: new Date() });
    for (const { id, organisationId } of connected) enqueue("tunnel", { device: id, organisationId });
    return { connected: connected.length };
  },
});
