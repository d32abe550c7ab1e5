import { z } from "zod";
import type { HelperName } from "@/components/dns/helpers/helper-words";
import { formOf, type HelperValues } from "@/components/dns/helpers/helpers";
import { buildCaa, caaInput } from "@/lib/dns/helpers/caa";
import { buildDkim, dkimInput } from "@/lib/dns/helpers/dkim";
import { buildDmarc, dmarcInput } from "@/lib/dns/helpers/dmarc";
import { buildGame, gameInput } from "@/lib/dns/helpers/game";
import { buildSpf, spfInput } from "@/lib/dns/helpers/spf";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { attempt } from "@/lib/dns/refusals";

type Judged = { ok: true; records: ZoneRecord[] } | { ok: false; issues: { field: string; message: string }[] };

const rules: Record<HelperName, (form: unknown, zone: string) => Judged> = {
  spf: judgeBy(spfInput, buildSpf),
  dkim: judgeBy(dkimInput, buildDkim),
  dmarc: judgeBy(dmarcInput, buildDmarc),
  caa: judgeBy(caaInput, buildCaa),
  game: judgeBy(gameInput, buildGame),
};

function judgeBy<Input>(schema: z.ZodType<Input>, build: (input: Input, zone: string) => ZoneRecord[]) {
  return (form: unknown, zone: string): Judged => {
    const parsed = schema.safeParse(form);
    if (!parsed.success) {
      // An error in one line of a list is shown at the list’s field.
      const issues = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ""), message }));
      return { ok: false, issues };
    }
    const built = attempt(() => build(parsed.data, zone));
    if (built.ok) return { ok: true, records: built.value };
    return { ok: false, issues: [{ field: built.refusal.field, message: built.refusal.message }] };
  };
}

/** The records that a wizard’s form creates, or the errors at its fields. */
export const judgeHelper = (helper: HelperName, values: HelperValues, zone: string): Judged =>
  rules[helper](formOf(helper, values), zone);

export const helperSchema = (helper: HelperName, zone: string) =>
  z.record(z.string(), z.union([z.string(), z.boolean()])).superRefine((values, context) => {
    const judged = judgeHelper(helper, values, zone);
    if (judged.ok) return;
    for (const { field, message } of judged.issues) context.addIssue({ code: "custom", path: [field], message });
  });
