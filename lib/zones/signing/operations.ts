import type { Trx } from "@/db/client";
import { hasType } from "@/db/queries/records";
import { changeSoa } from "@/db/queries/zone_changes";
import { markSigned } from "@/db/queries/zones";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { whyOf } from "@/lib/zones/records/edit";
import { requireZone, requireZoneLocked, type Zone } from "@/lib/zones/require";
import { oneZone } from "@/lib/zones/schema";
import { makeSigningKey, removeSigningKeys, signingKeys } from "@/lib/zones/signing/keys";

const limits = [{ points: 60, seconds: 3600, by: "actor" as const }];

/** The name server keeps keys only for zones that it serves, and it can’t sign ALIAS answers, which it resolves elsewhere. */
async function requireSignable(trx: Trx, zone: Zone): Promise<void> {
  if (!zone.served) throw new AppError("zone.unserved");
  if (!zone.signed && (await hasType(trx, zone, "ALIAS"))) throw new AppError("zone.alias");
}

/** Whether DNSSEC is enabled, and the DS and DNSKEY records for the registrar. */
export const readSigning = organisationQuery("zone.signing", {
  input: oneZone,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  check: ({ trx, organisation }, { zone }) => requireZone(trx, organisation, zone),
  prepare: async (_input, { name, signed, served }) => (signed && served ? signingKeys(name) : []),
  async run({ trx, organisation, prepared }, { zone: reference }) {
    const { signed } = await requireZone(trx, organisation, reference);
    return { signed, keys: prepared };
  },
});

/**
 * Enables DNSSEC with a key that only the name server knows. The key is created first, so a retry after an interruption
 * finds it.
 * @throws zone.unserved · zone.alias · UPSTREAM; nothing was changed then
 */
export const signZone = organisationCommand("zone.sign", {
  did: "enabled DNSSEC for",
  event: "zone.changed",
  input: oneZone,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  limits,
  async check({ trx, organisation }, { zone: reference }) {
    const zone = await requireZone(trx, organisation, reference);
    await requireSignable(trx, zone);
    return zone;
  },
  prepare: (_input, { name }) => makeSigningKey(name),
  async run({ trx, organisation, actor, audit, prepared: keys }, { zone: reference }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    await requireSignable(trx, zone);
    if (!zone.signed) {
      await markSigned(trx, organisation.id, zone.id, true);
      await changeSoa(trx, zone, {}, whyOf(actor, "signing", "DNSSEC was enabled."));
    }
    const entry = { target: { id: zone.id, name: zone.name }, after: { signed: true, ds: keys[0]?.ds[0] ?? "" } };
    audit(zone.signed ? null : entry);
    return { signed: true, keys };
  },
});

/** Disables DNSSEC and deletes the key. The DS records at the registrar must be removed first, or the zone becomes unreachable. */
export const unsignZone = organisationCommand("zone.unsign", {
  did: "disabled DNSSEC for",
  event: "zone.changed",
  input: oneZone,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  limits,
  check: ({ trx, organisation }, { zone }) => requireZone(trx, organisation, zone),
  prepare: async (_input, { name, served }) => void (served && (await removeSigningKeys(name))),
  async run({ trx, organisation, actor, audit }, { zone: reference }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    if (zone.signed) {
      await markSigned(trx, organisation.id, zone.id, false);
      await changeSoa(trx, zone, {}, whyOf(actor, "signing", "DNSSEC was disabled."));
    }
    audit(zone.signed ? { target: { id: zone.id, name: zone.name }, before: { signed: true } } : null);
    return { signed: false, keys: [] };
  },
});
