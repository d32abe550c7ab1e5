import { lockOrganisation } from "@/db/queries/organisations";
import { dropOwnMost, findUse, lockTierPool, setOwnMost, setTierMost } from "@/db/queries/pools";
import { AppError } from "@/lib/errors";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import { portalTiers } from "@/lib/limits";
import { toOwnPool } from "@/lib/pools/require";
import { setOrganisationPoolInput, setTierPoolInput } from "@/lib/pools/schema";
import { type PoolPart, poolParts } from "@/lib/pools/words";
import { changesOf } from "@/lib/tiers/changes";
import { readOneTier } from "@/lib/tiers/view";

const whats = { memoryMb: "memory", cores: "cores", diskMb: "disk", ports: "ports" } as const;

/** Changes a portal tier's pool, from the next request on. An organisation above it keeps what it has but gets no more. */
export const setTierPool = portalCommand("portal.setTierPool", {
  did: "changed the pool of the",
  event: null,
  input: setTierPoolInput,
  async run({ trx, audit }, { tier, pool: wanted }) {
    const rows = await lockTierPool(trx, tier);
    const had = (part: PoolPart) => rows.find(({ what }) => what === whats[part])?.most ?? null;
    const { changed, ...values } = changesOf(poolParts, wanted, had);
    for (const part of changed) await setTierMost(trx, tier, whats[part], wanted[part] ?? null);
    const target = { id: tier, name: portalTiers[tier].displayName };
    audit(changed.length === 0 ? null : { target, ...values });
    return readOneTier(trx, tier);
  },
});

/** Gives one organisation its own pool limits, or resets them to its portal tier's. */
export const setOrganisationPool = portalCommand("organisation.setPool", {
  did: "changed the pool of",
  event: "organisation.changed",
  input: setOrganisationPoolInput,
  async run({ trx, audit }, { organisation: reference, pool: wanted }) {
    const organisation = await lockOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    const { id, handle, name } = organisation;
    const before = toOwnPool((await findUse(trx, id)).pool);
    const had = (part: PoolPart) => (before[part].own ? before[part].most : "tier");
    const { changed, ...values } = changesOf(poolParts, wanted, had);
    for (const part of changed) {
      const most = wanted[part];
      if (most === "tier") await dropOwnMost(trx, id, whats[part]);
      else await setOwnMost(trx, id, whats[part], most ?? null);
    }
    audit(changed.length === 0 ? null : { within: { organisationId: id }, target: { id, name }, ...values });
    return { id, handle, pool: toOwnPool((await findUse(trx, id)).pool) };
  },
});
