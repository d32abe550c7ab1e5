import type { Trx } from "@/db/client";
import { decidedFeatures } from "@/db/queries/features";
import { env } from "@/lib/env";
import { type Feature, featureNames } from "@/lib/features";

/** What the portal offers right now. For sign-up the environment says how it begins; everything else begins switched on. */
export async function offeredFeatures(trx: Trx): Promise<Record<Feature, boolean>> {
  const decided = await decidedFeatures(trx);
  const initial = (feature: Feature) => feature !== "registration" || env().SIGN_UP === "open";
  return Object.fromEntries(featureNames.map((feature) => [feature, decided[feature] ?? initial(feature)])) as Record<
    Feature,
    boolean
  >;
}
