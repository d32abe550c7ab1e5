import { countAbove, dropOwnLimit, findLimits, lockTierLimits, setOwnLimit, setTierLimit } from "@/db/queries/limits";
import { lockOrganisation } from "@/db/queries/organisations";
import { AppError, fieldError } from "@/lib/errors";
import { accountQuery } from "@/lib/kernel/kinds";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { portalTiers } from "@/lib/limits";
import { nothing } from "@/lib/organisations/schema";
import { changesOf } from "@/lib/tiers/changes";
import { countAboveInput, oneTier, setOrganisationLimitsInput, setTierLimitsInput } from "@/lib/tiers/schema";
import { readOneTier, readTiers, toUsedLimits } from "@/lib/tiers/view";
import { type LimitPart, limitParts } from "@/lib/tiers/words";

/** Every portal tier with its numbers and its pool. */
export const listTiers = portalQuery("portal.listTiers", { input: nothing, run: ({ trx }) => readTiers(trx) });

/** One of them. */
export const readTier = portalQuery("portal.readTier", {
  input: oneTier,
  run: ({ trx }, { tier }) => readOneTier(trx, tier),
});

/** What a new organisation starts with. */
export const readFirstTier = accountQuery("organisation.firstTier", {
  input: nothing,
  token: "account",
  async run({ trx }) {
    const { tierName, limits } = await readOneTier(trx, "free");
    return { tierName, servers: limits.servers };
  },
});

/** How many organisations would have more than the numbers to try, for each that any has more of. Asked before such numbers are saved. */
export const countAboveLimits = portalQuery("portal.countAboveLimits", {
  input: countAboveInput,
  async run({ trx }, { tier, ...wanted }) {
    // Nobody is above an unlimited number.
    const numbers = Object.fromEntries(Object.entries(wanted).filter(([, most]) => typeof most === "number"));
    return { tier, above: await countAbove(trx, tier, numbers) };
  },
});

/**
 * Changes numbers of a portal tier, from the next request on. A lower one removes nothing: an organisation above it keeps what it has and
 * makes nothing new.
 */
export const setTierLimits = portalCommand("portal.setTierLimits", {
  did: "changed the limits of the",
  event: null,
  input: setTierLimitsInput,
  async run({ trx, audit }, { tier, limits: wanted }) {
    if (wanted.customRoles && tier !== "enterprise")
      throw fieldError("role.tier", "limits.customRoles", "Only the Enterprise Portal has custom roles. Enter 0.");
    const rows = await lockTierLimits(trx, tier);
    const had = (part: LimitPart) => rows.find(({ what }) => what === part)?.most ?? null;
    const { changed, ...values } = changesOf(limitParts, wanted, had);
    for (const part of changed) await setTierLimit(trx, tier, part, wanted[part] ?? null);
    const target = { id: tier, name: portalTiers[tier].displayName };
    audit(changed.length === 0 ? null : { target, ...values });
    return readOneTier(trx, tier);
  },
});

/** Gives one organisation numbers of its own, above or below its portal tier’s, or resets them to the tier’s. */
export const setOrganisationLimits = portalCommand("organisation.setLimits", {
  did: "changed the limits of",
  event: "organisation.changed",
  input: setOrganisationLimitsInput,
  async run({ trx, audit }, { organisation: reference, limits: wanted }) {
    const organisation = await lockOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    const { id, handle, name } = organisation;
    const { limits: before } = await findLimits(trx, id);
    const { changed, ...values } = changesOf(limitParts, wanted, (part) =>
      before[part].own ? before[part].most : "tier",
    );
    for (const part of changed) {
      const most = wanted[part];
      if (most === "tier") await dropOwnLimit(trx, id, part);
      else await setOwnLimit(trx, id, part, most ?? null);
    }
    audit(changed.length === 0 ? null : { within: { organisationId: id }, target: { id, name }, ...values });
    const { limits, uses } = await findLimits(trx, id);
    return { id, handle, limits: toUsedLimits(limits, uses) };
  },
});
