import { takeClaims } from "@/db/queries/zone_claims";
import { findZone } from "@/db/queries/zones";
import { AppError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { spendOn } from "@/lib/kernel/rate";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { nothing } from "@/lib/organisations/schema";
import { offeredFeatures } from "@/lib/portal/offered_features";
import { findProof, type Proof } from "@/lib/zones/claims/proof";
import { serveZone } from "@/lib/zones/make";
import { requireZone, type Zone } from "@/lib/zones/require";
import { oneZone, provedInput } from "@/lib/zones/schema";
import { missingSettings } from "@/lib/zones/settings";
import { toZone, wantedOf } from "@/lib/zones/view";

/** The proof as the log names it. */
const proofWords = { record: "TXT record", delegation: "name server" } as const;

function requireOpen(zone: Zone): void {
  if (missingSettings().length > 0) throw new AppError("zone.noServers");
  if (!zone.claimExpiresAt || zone.claimExpiresAt <= new Date()) throw new AppError("zone.expired");
}

/**
 * Checks a pending zone’s verification, and activates the zone if it is found. An active zone stays unchanged.
 * @throws CONFLICT when neither record is found, or the name is taken · UPSTREAM when no server answers · GONE when it has expired
 */
export const verifyZone = organisationCommand("zone.verify", {
  did: "verified the zone",
  event: "zone.served",
  input: oneZone,
  feature: "dns",
  token: "organisation",
  permission: "dns.update",
  limits: [{ points: 120, seconds: 3_600, by: "actor" }],
  lock: "none",
  async check({ trx, organisation }, { zone }) {
    const row = await requireZone(trx, organisation, zone);
    if (row.state === "active") return null;
    requireOpen(row);
    return { id: row.id, name: row.name, wanted: wantedOf(row) };
  },
  async prepare(_input, claim): Promise<{ id: string; proof: Proof } | null> {
    if (!claim) return null;
    // Each check queries other people’s servers.
    await spendOn("zone.verify", { subject: claim.id, about: claim.name }, 10, 60);
    return { id: claim.id, proof: await findProof(claim.wanted) };
  },
  async run({ trx, organisation, actor, audit, prepared }, { zone }) {
    const row = await requireZone(trx, organisation, zone);
    // If it was deleted and added again in the meantime, it needs another proof.
    const proof = prepared?.id === row.id ? prepared.proof : "none";
    if (row.state === "active") {
      audit(null);
      return toZone(row);
    }
    requireOpen(row);
    if (proof === "silent") throw new AppError("zone.unanswered");
    if (proof !== "record" && proof !== "delegation") throw new AppError("zone.unproved");
    const why = { kind: "settings", actorId: actor.userId, actorName: actor.name } as const;
    const problem = await serveZone(trx, row, why);
    if (problem) throw new AppError(problem === "unknown" ? "unknown" : "zone.taken");
    audit({ target: { id: row.id, name: row.name }, after: { state: "active", proof: proofWords[proof] } });
    return toZone(await requireZone(trx, organisation, row.id));
  },
});

/** The pending zones to check now, longest unchecked first; none while DNS is switched off. */
export const dueClaims = systemCommand("zone.dueClaims", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to a zone yet" },
  event: null,
  async run({ trx }) {
    if (missingSettings().length > 0 || !(await offeredFeatures(trx)).dns) return [];
    const rows = await takeClaims(trx, 100);
    return rows.map((row) => ({ zone: row.id, organisationId: row.organisationId, wanted: wantedOf(row) }));
  },
});

/** Activates a zone that the job has verified; does nothing if it is gone or expired, or its name is taken. */
export const acceptProof = systemCommand("zone.prove", {
  did: "verified the zone",
  event: "zone.served",
  input: provedInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, actor, audit }, { zone, organisationId, proof }) {
    const row = await findZone(trx, organisationId, zone);
    const open = row?.state === "pending" && row.claimExpiresAt && row.claimExpiresAt > new Date();
    const why = { kind: "settings", actorId: null, actorName: actor.name } as const;
    const served = open && (await serveZone(trx, row, why)) === null;
    audit(
      served ? { target: { id: zone, name: row.name }, after: { state: "active", proof: proofWords[proof] } } : null,
    );
    return { served: served === true };
  },
});
