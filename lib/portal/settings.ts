import { setFeature } from "@/db/queries/features";
import { portalCommand, portalQuery } from "@/lib/kinds";
import { nothing } from "@/lib/organisations/schema";
import { type Feature, featureNames } from "@/lib/portal/features";
import { offeredFeatures } from "@/lib/portal/offered";
import { changeFeaturesInput } from "@/lib/portal/schema";
import { publicQuery } from "@/lib/public_kinds";

/** What the portal offers, for anybody: a page leaves out what there isn't. */
export const readFeatures = publicQuery("portal.features", {
  input: nothing,
  run: ({ trx }) => offeredFeatures(trx),
});

/** What a portal administrator can change while the portal runs. */
export const readSettings = portalQuery("portal.settings", {
  input: nothing,
  run: async ({ trx }) => ({ featureToggles: await offeredFeatures(trx) }),
});

/** Switches features on or off, from the next request on. Nothing that they hold is lost. */
export const changeFeatures = portalCommand("portal.changeFeatures", {
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
    return { featureToggles };
  },
});
