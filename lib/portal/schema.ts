import { z } from "zod";
import { featureNames } from "@/lib/portal/features";

export const changeFeaturesInput = z.strictObject({
  featureToggles: z
    .partialRecord(z.enum(featureNames, "There is no such feature."), z.boolean("Say true or false."))
    .refine((given) => Object.keys(given).length > 0, "Name a feature."),
});
