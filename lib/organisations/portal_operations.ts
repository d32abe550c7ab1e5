import { lockOrganisation, updateOrganisationRow } from "@/db/queries/organisations";
import { listAllOrganisations } from "@/db/queries/portal_organisations";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/kinds";
import { type PortalTier, portalTiers } from "@/lib/limits";
import { listAllOrganisationsInput, setTierInput } from "@/lib/organisations/schema";
import { fromCursor, idPattern, text, toPage } from "@/lib/paging";
import { toOwnPool } from "@/lib/pools/require";
import { toUsedLimits } from "@/lib/tiers/view";

const byHandle = { name: "handle", value: text };

/** All organisations of the portal by handle, in pages, with their portal tier and what it limits. */
export const listEveryOrganisation = portalQuery("organisation.listAll", {
  input: listAllOrganisationsInput,
  async run({ trx }, { q, tier, limit, cursor }) {
    const after = fromCursor<string>(cursor, idPattern, byHandle)?.at;
    const rows = await listAllOrganisations(trx, { words: q, tier, after, limit: limit + 1 });
    const page = toPage(rows, limit, ({ handle, id }) => ({ at: handle, id }), byHandle.name);
    return { ...page, items: page.items.map(toAdministered) };
  },
});

type Row = Awaited<ReturnType<typeof listAllOrganisations>>[number];

function toAdministered({ pool, limits: numbers, uses, ownerId, ownerName, ownerEmail, dedicatedNodes, ...row }: Row) {
  const portalTier = row.portalTier as PortalTier;
  const limits = toUsedLimits(numbers, uses);
  return {
    ...row,
    portalTier,
    tierName: portalTiers[portalTier].displayName,
    owner: { id: ownerId, name: ownerName, email: ownerEmail },
    maxServers: limits.servers.most,
    limits,
    pool: toOwnPool(pool),
    zoneCount: limits.zones.used,
    ownRoles: limits.customRoles.used,
    dedicatedNodes: Number(dedicatedNodes),
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
