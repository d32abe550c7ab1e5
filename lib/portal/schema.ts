import { z } from "zod";
import { featureNames } from "@/lib/features";
import { registryName } from "@/lib/images/reference";

/** Who may create organisations. */
export const organisationCreations = ["anyone", "admins"] as const;
export type OrganisationCreation = (typeof organisationCreations)[number];

/** A number of days; from a form it is text. */
const days = (least: number, most: number) => {
  const message = `Enter a number of days from ${least} to ${most}.`;
  return z
    .union([z.number(), z.string().max(20).trim().regex(/^\d+$/).transform(Number)], message)
    .pipe(z.int(message).min(least, message).max(most, message));
};

export const changeSettingsInput = z
  .strictObject({
    /** How long a deleted organisation can be restored; 0 removes it at once. */
    deletionGraceDays: days(0, 365).optional(),
    /** How long the log is kept. */
    auditKeptDays: days(30, 3650).optional(),
    organisationCreation: z.enum(organisationCreations, "Choose who may create organisations.").optional(),
    /** Whether administering the portal needs a second factor. */
    administratorsNeedSecondFactor: z.boolean("Enter true or false.").optional(),
    /** The zone below which tunnel devices have names; null or empty: none. */
    baseZone: z
      .union([z.null(), z.string().max(254).trim().toLowerCase()], "Enter the name of a zone.")
      .transform((name) => name?.replace(/\.$/, "") || null)
      .optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), "Enter a setting.");

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
