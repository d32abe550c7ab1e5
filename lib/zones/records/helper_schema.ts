import { z } from "zod";
import { caaInput } from "@/lib/dns/helpers/caa";
import { dkimInput } from "@/lib/dns/helpers/dkim";
import { dmarcInput } from "@/lib/dns/helpers/dmarc";
import { gameInput } from "@/lib/dns/helpers/game";
import { spfInput } from "@/lib/dns/helpers/spf";
import { oneZone } from "@/lib/zones/schema";

/** The record wizards. */
export const helperNames = ["spf", "dkim", "dmarc", "caa", "game"] as const;
export type HelperName = (typeof helperNames)[number];

export const helperForms = {
  spf: spfInput,
  dkim: dkimInput,
  dmarc: dmarcInput,
  caa: caaInput,
  game: gameInput,
} as const satisfies Record<HelperName, z.ZodType>;

/** The wizard and its values; `form` is checked by the wizard’s own schema. */
export const helperInput = oneZone.extend({
  helper: z.enum(helperNames, "Choose one of the record wizards."),
  form: z.record(z.string().max(100), z.unknown()),
  /** Only returns the changes. */
  preview: z.union([z.boolean(), z.stringbool()], "Enter true or false.").default(false),
});
