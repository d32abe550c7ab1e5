import type { Trx } from "@/db/client";
import { setFeature } from "@/db/queries/features";
import { addRegistries, listRegistries, removeRegistries } from "@/db/queries/image_registries";
import { findBaseZone, isBaseZoneServed, lockPortalSettings, updatePortalSettings } from "@/db/queries/portal_settings";
import { env } from "@/lib/env";
import { type AppError, fieldError } from "@/lib/errors";
import { type Feature, featureNames } from "@/lib/features";
import { registryHost } from "@/lib/images/reference";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { publicQuery } from "@/lib/kernel/public_kinds";
import { nothing } from "@/lib/organisations/schema";
import { offeredFeatures } from "@/lib/portal/offered_features";
import { changeFeaturesInput, changeRegistriesInput, changeSettingsInput } from "@/lib/portal/schema";
import { type PortalSettings, portalSettings, toSettings } from "@/lib/portal/settings";
import { refusePrivateHost } from "@/lib/public_address";
import { requireOwnFactor } from "@/lib/second_factors/require";

/** The portal's features, for everybody: a page leaves out what is disabled. */
export const readFeatures = publicQuery("portal.features", {
  input: nothing,
  run: ({ trx }) => offeredFeatures(trx),
});

const settingsOf = async (trx: Trx) => ({
  featureToggles: await offeredFeatures(trx),
  imageRegistries: await listRegistries(trx),
  usualRegistries: env().IMAGE_REGISTRIES,
  ...(await portalSettings(trx)),
});

/** The settings that a portal administrator can change while the portal runs. */
export const readSettings = portalQuery("portal.settings", {
  input: nothing,
  run: ({ trx }) => settingsOf(trx),
});

/** Enables or disables features from the next request on, without deleting anything. */
export const changeFeatures = portalCommand("portal.changeFeatures", {
  did: "changed the portal features",
  event: null,
  input: changeFeaturesInput,
  async run({ trx, audit }, { featureToggles: wanted }) {
    const before = await offeredFeatures(trx);
    const changed = featureNames.filter((name) => wanted[name] !== undefined && wanted[name] !== before[name]);
    for (const name of changed) await setFeature(trx, name, wanted[name] === true);
    const featureToggles = { ...before, ...wanted } as Record<Feature, boolean>;
    const words = (of: Record<Feature, boolean>) =>
      Object.fromEntries(changed.map((name) => [name, of[name] ? "on" : "off"]));
    audit(
      changed.length > 0
        ? {
            target: { id: "features", name: changed.join(", ") },
            before: words(before),
            after: words(featureToggles),
          }
        : null,
    );
    return settingsOf(trx);
  },
});

/**
 * Sets the registries that servers’ images may come from, besides the default ones. Running servers keep running;
 * nothing is pulled from a removed registry any more.
 */
export const changeRegistries = portalCommand("portal.changeRegistries", {
  did: "changed the",
  event: null,
  input: changeRegistriesInput,
  async run({ trx, audit }, { imageRegistries: wanted }) {
    for (const registry of wanted) requirePublic(registry);
    const before = await listRegistries(trx);
    const after = [...new Set(wanted)].sort();
    await removeRegistries(trx, without(before, after));
    await addRegistries(trx, without(after, before));
    const target = { id: "registries", name: "Image registries" };
    const isOther = before.join() !== after.join();
    audit(isOther ? { target, before: { registries: before }, after: { registries: after } } : null);
    return settingsOf(trx);
  },
});

/** Changes periods, and who may create organisations. What isn't named stays as it is. */
export const changeSettings = portalCommand("portal.changeSettings", {
  did: "changed the portal settings",
  event: null,
  input: changeSettingsInput,
  async run({ trx, actor, audit }, wanted) {
    // Whoever switches the rule on isn’t locked out by it.
    if (wanted.administratorsNeedSecondFactor && actor.kind === "user") await requireOwnFactor(trx, actor);
    const before = toSettings(await lockPortalSettings(trx));
    // The same name may be that of a new zone, if the former one was deleted.
    const isNewZone = Boolean(wanted.baseZone) && !(await isBaseZoneServed(trx));
    const changed = (Object.keys(wanted) as (keyof PortalSettings)[]).filter(
      (name) => wanted[name] !== undefined && (wanted[name] !== before[name] || (name === "baseZone" && isNewZone)),
    );
    const pick = (of: Partial<PortalSettings>) => Object.fromEntries(changed.map((name) => [name, of[name]]));
    const baseZone = changed.includes("baseZone") ? { baseZoneId: await baseZoneId(trx, wanted.baseZone) } : {};
    if (changed.length > 0) await updatePortalSettings(trx, { ...pick(wanted), ...baseZone });
    audit(
      changed.length > 0
        ? {
            target: { id: "settings", name: changed.map((name) => settingWords[name]).join(", ") },
            before: pick(before),
            after: pick(wanted),
          }
        : null,
    );
    return settingsOf(trx);
  },
});

const settingWords: Record<keyof PortalSettings, string> = {
  deletionGraceDays: "grace period",
  auditKeptDays: "log retention",
  organisationCreation: "creation of organisations",
  administratorsNeedSecondFactor: "second factor of administrators",
  baseZone: "base zone",
};

async function baseZoneId(trx: Trx, name: string | null | undefined): Promise<string | null> {
  if (!name) return null;
  const zone = await findBaseZone(trx, name);
  if (!zone) throw fieldError("portal.baseZone", "baseZone");
  return zone.id;
}

const without = (names: string[], others: string[]) => names.filter((name) => !others.includes(name));

/** A node would refuse it later, without anybody knowing why. */
function requirePublic(registry: string): void {
  try {
    refusePrivateHost(registryHost(registry));
  } catch (error) {
    throw fieldError("address.private", "imageRegistries", `${registry}: ${(error as AppError).message}`);
  }
}
