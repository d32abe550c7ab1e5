import type { Trx } from "@/db/client";
import { decidedFeatures } from "@/db/queries/features";
import { env } from "@/lib/env";
import { type Feature, featureNames } from "@/lib/features";

/** The portal's current features. The environment sets the initial state of sign-up; all others are initially on. */
export async function offeredFeatures(trx: Trx): Promise<Record<Feature, boolean>> {
  const decided = await decidedFeatures(trx);
  const initial = (feature: Feature) => feature !== "registration" || env().SIGN_UP === "open";
  return Object.fromEntries(featureNames.map((feature) => [feature, decided[feature] ?? initial(feature)])) as Record<
    Feature,
    boolean
  >;
}
