import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { organisationOfHandle } from "@/db/queries/handles";
import { countGrantsOf, listGrantsBelow } from "@/db/queries/zone_grants";
import { deleteGrant, insertGrant } from "@/db/queries/zone_names";
import { isBelow } from "@/lib/dns/names/labels";
import { readOwner } from "@/lib/dns/names/read";
import { attempt } from "@/lib/dns/refusals";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { grantsEach } from "@/lib/limits";
import { requireZone, type Zone } from "@/lib/zones/require";
import { grantNameInput, listGrantsInput, oneGrant } from "@/lib/zones/schema";

/** The subdomains of a zone that other organisations may have. */
export const listGrants = organisationQuery("zone.grants", {
  input: listGrantsInput,
  feature: "dns",
  token: "organisation",
  permission: "dns.read",
  async run({ trx, organisation }, { zone }) {
    const { name } = await requireZone(trx, organisation, zone);
    return listGrantsBelow(trx, organisation.id, name);
  },
});

async function requireGrant(trx: Trx, { organisationId, name }: Zone, id: string) {
  const grant = (await listGrantsBelow(trx, organisationId, name)).find((each) => each.id === id);
  if (!grant) throw new AppError("unknown");
  return grant;
}

/** Allows another organisation exactly one name below an active zone. It still has to verify its zone. */
export const grantName = organisationCommand("zone.grant", {
  did: "allowed another organisation the name",
  event: null,
  input: grantNameInput,
  feature: "dns",
  token: "organisation",
  permission: "dns.update",
  limits: [{ points: 120, seconds: 3_600, by: "actor" }],
  async run({ trx, organisation, audit }, { zone, name: typed, grantee: handle }) {
    const row = await requireZone(trx, organisation, zone);
    if (row.state !== "active") throw new AppError("zone.pending");
    const read = attempt(() => readOwner(typed, row.name, "typed"));
    if (!read.ok) throw fieldError("grant.name", "name", read.refusal.message);
    const name = read.value;
    if (!isBelow(name, row.name) || /[*\\]/.test(name)) throw fieldError("grant.name", "name");
    const granteeId = await organisationOfHandle(trx, handle);
    if (!granteeId || granteeId === organisation.id) throw fieldError("grant.grantee", "grantee");
    if ((await countGrantsOf(trx, organisation.id)) >= grantsEach) throw new AppError("grant.limit");
    const id = randomUUID();
    if (!(await insertGrant(trx, { id, organisationId: organisation.id, name, granteeId })))
      throw fieldError("grant.known", "name");
    audit({ target: { id, name }, after: { grantedTo: handle } });
    return requireGrant(trx, row, id);
  },
});

/** Revokes a grant. A zone that is already active stays so; only the portal’s administrator can end that. */
export const revokeGrant = organisationCommand("zone.revokeGrant", {
  did: "took back the name",
  event: null,
  input: oneGrant,
  feature: "dns",
  token: "organisation",
  permission: "dns.update",
  async run({ trx, organisation, audit }, { zone, grant: id }) {
    const grant = await requireGrant(trx, await requireZone(trx, organisation, zone), id);
    await deleteGrant(trx, organisation.id, id);
    audit({ target: { id, name: grant.name }, before: { grantedTo: grant.grantee } });
    return grant;
  },
});
