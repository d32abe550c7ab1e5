import { z } from "zod";
import { featureNames } from "@/lib/features";
import { registryName } from "@/lib/images/reference";

export const changeFeaturesInput = z.strictObject({
  featureToggles: z
    .partialRecord(z.enum(featureNames, "Feature not found."), z.boolean("Enter true or false."))
    .refine((given) => Object.keys(given).length > 0, "Enter a feature."),
});

/** Validated together, because a form has one field for all of them: its message lists every invalid one. */
const registries = z
  .union([z.string().max(20_000), z.array(z.string().max(1_000)).max(1_000)], "Enter registries such as ghcr.io.")
  .transform((given, context) => {
    const written = (typeof given === "string" ? given.split(/[\s,]+/) : given).map((each) => each.trim());
    const lines = typeof given === "string" ? written.filter(Boolean) : written;
    const names = lines.map((each) => registryName(each));
    const wrong = lines.filter((_, place) => names[place] === null).map((each) => `“${each.slice(0, 100)}”`);
    if (wrong.length === 1)
      context.addIssue(`${wrong[0]} is not a registry such as ghcr.io or images.example.org:5000.`);
    else if (wrong.length > 1)
      context.addIssue(
        `These are not registries such as ghcr.io or images.example.org:5000: ${wrong.slice(0, 10).join(", ")}${wrong.length > 10 ? ` and ${wrong.length - 10} more` : ""}.`,
      );
    else if (lines.length > 50) context.addIssue("Enter at most fifty.");
    return wrong.length > 0 ? z.NEVER : names.filter((name) => name !== null);
  });

export const changeRegistriesInput = z.strictObject({
  /** The complete list, without the default ones; from a form, one per line. */
  imageRegistries: registries,
});
