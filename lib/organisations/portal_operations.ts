import { lockOrganisation, updateOrganisationRow } from "@/db/queries/organisations";
import { findAnyOrganisation, listAllOrganisations } from "@/db/queries/portal_organisations";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { type PortalTier, portalTiers } from "@/lib/limits";
import { listAllOrganisationsInput, setTierInput } from "@/lib/organisations/portal_schema";
import { inOrganisation } from "@/lib/organisations/schema";
import { count, fromCursor, idPattern, text, time, toPage } from "@/lib/paging";
import { toOwnPool } from "@/lib/pools/require";
import { toUsedLimits } from "@/lib/tiers/view";

/** The column of each order, and what its page marks hold. */
const orders = {
  name: { by: "nameKey", value: text },
  created: { by: "createdAt", value: time },
  members: { by: "memberCount", value: count },
  servers: { by: "serverCount", value: count },
} as const;

/** All organisations of the portal, in pages, with their owner, their portal tier and what it limits. */
export const listEveryOrganisation = portalQuery("organisation.listAll", {
  input: listAllOrganisationsInput,
  async run({ trx }, { q, tier, owner, state, sort, limit, cursor }) {
    const { by, value } = orders[sort.replace("-", "") as keyof typeof orders];
    const after = fromCursor<string | number | Date>(cursor, idPattern, { name: sort, value });
    const rows = await listAllOrganisations(trx, {
      ...{ words: q, tier, owner, state, by, after, limit: limit + 1 },
      backwards: sort.startsWith("-"),
    });
    const page = toPage(rows, limit, ({ id, ...row }) => ({ at: row[by], id }), sort);
    return { ...page, items: page.items.map(toAdministered) };
  },
});

/** One organisation, for the portal’s administration. */
export const readAnyOrganisation = portalQuery("organisation.readAny", {
  input: inOrganisation,
  async run({ trx }, { organisation: reference }) {
    const row = await findAnyOrganisation(trx, reference);
    if (!row) throw new AppError("unknown");
    return toAdministered(row);
  },
});

type Row = NonNullable<Awaited<ReturnType<typeof findAnyOrganisation>>>;

function toAdministered({ nameKey: _, pool, limits: numbers, uses, awaited, ...row }: Row) {
  const { ownerId, ownerName, ownerEmail, suspensionReason, suspendedUntil, ...rest } = row;
  const portalTier = row.portalTier as PortalTier;
  const limits = toUsedLimits(numbers, uses);
  return {
    ...rest,
    portalTier,
    tierName: portalTiers[portalTier].displayName,
    owner: {
      ...{ id: ownerId, name: ownerName, email: ownerEmail },
      state: awaited ? ("invited" as const) : ("active" as const),
    },
    suspension: suspensionReason === null ? null : { reason: suspensionReason, until: suspendedUntil },
    maxServers: limits.servers.most,
    limits,
    pool: toOwnPool(pool),
    zoneCount: limits.zones.used,
    ownRoles: limits.customRoles.used,
    dedicatedNodes: Number(row.dedicatedNodes),
  };
}

/** Changes the portal tier. A lower one removes nothing; it only allows nothing new. */
export const setTier = portalCommand("organisation.setTier", {
  did: "changed the portal tier of",
  event: "organisation.changed",
  input: setTierInput,
  async run({ trx, audit }, { organisation: reference, portalTier }) {
    const organisation = await lockOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    if (organisation.portalTier === portalTier) audit(null);
    else {
      await updateOrganisationRow(trx, organisation.id, { portalTier });
      audit({
        within: { organisationId: organisation.id },
        target: { id: organisation.id, name: organisation.name },
        before: { portalTier: organisation.portalTier },
        after: { portalTier },
      });
    }
    return { id: organisation.id, handle: organisation.handle, portalTier };
  },
});
