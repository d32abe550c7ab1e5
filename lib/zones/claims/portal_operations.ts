import { findAnyZone, listAllZones } from "@/db/queries/zone_claims";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { fromCursor, idPattern, text, toPage } from "@/lib/paging";
import { serveZone } from "@/lib/zones/make";
import { activateByHandInput, listClaimsInput, type zoneStates } from "@/lib/zones/schema";
import { missingSettings } from "@/lib/zones/settings";
import { displayName } from "@/lib/zones/view";

type Row = Awaited<ReturnType<typeof listAllZones>>[number];

const toListed = ({ organisationId: _, state, ...row }: Row) => ({
  ...row,
  state: state as (typeof zoneStates)[number],
  displayName: displayName(row.name),
});

const byName = { name: "name", value: text };

/** All zones of the portal by name, in pages, pending ones included. Shows no records and no verification. */
export const listClaims = portalQuery("zone.claims", {
  input: listClaimsInput,
  feature: "dns",
  async run({ trx }, { q, state, limit, cursor }) {
    const after = fromCursor(cursor, idPattern, byName);
    const rows = await listAllZones(trx, { words: q?.toLowerCase(), state, after, limit: limit + 1 });
    const page = toPage(rows, limit, ({ name, id }) => ({ at: name, id }), byName.name);
    return { ...page, items: page.items.map(toListed), missingSettings: missingSettings() };
  },
});

/**
 * Approves a pending zone without verification. The administrator decides whose domain it is, and should have asked.
 * @throws CONFLICT when the name is taken: an approval doesn’t override an active zone or a held name
 */
export const activateByHand = portalCommand("zone.activate", {
  did: "approved the zone",
  event: "zone.served",
  input: activateByHandInput,
  feature: "dns",
  async run({ trx, actor, audit }, { zone: reference, organisation }) {
    const zone = await findAnyZone(trx, reference, organisation);
    if (!zone) throw new AppError("unknown");
    if (zone.state === "active") {
      audit(null);
      return toListed(zone);
    }
    if (missingSettings().length > 0) throw new AppError("zone.noServers");
    if (!zone.claimExpiresAt || zone.claimExpiresAt <= new Date()) throw new AppError("zone.expired");
    const actorId = actor.kind === "user" ? actor.userId : null;
    const problem = await serveZone(trx, zone, { kind: "settings", actorId, actorName: actor.name });
    if (problem) throw new AppError(problem === "unknown" ? "unknown" : "zone.taken");
    audit({
      within: { organisationId: zone.organisationId },
      target: { id: zone.id, name: zone.name },
      after: { state: "active", proof: "by hand" },
    });
    return toListed({ ...zone, state: "active", served: true, claimExpiresAt: null });
  },
});
