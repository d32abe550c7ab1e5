import { z } from "zod";
import { registryName } from "@/lib/image_reference";
import { featureNames } from "@/lib/portal/features";

export const changeFeaturesInput = z.strictObject({
  featureToggles: z
    .partialRecord(z.enum(featureNames, "There is no such feature."), z.boolean("Say true or false."))
    .refine((given) => Object.keys(given).length > 0, "Name a feature."),
});

const registry = z.string("Give a registry such as ghcr.io.").transform((text, context) => {
  const name = registryName(text.trim());
  if (name !== null) return name;
  context.addIssue(`“${text.slice(0, 100)}” is not a registry such as ghcr.io or images.example.org:5000.`);
  return z.NEVER;
});
const registries = z.array(registry).max(50, "Name at most fifty.");

export const changeRegistriesInput = z.strictObject({
  /** All of them, besides the usual ones; as a form has them, one in a line. */
  imageRegistries: z.union([
    z
      .string()
      .max(20_000, "This is too long.")
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .pipe(registries),
    registries,
  ]),
});
