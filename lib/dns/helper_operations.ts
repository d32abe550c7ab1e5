import type { Trx } from "@/db/client";
import type { ZoneRecord } from "@/db/queries/zone_changes";
import { applyEdits, type Edit, judgeEdits, requireZoneLocked, whyOf, type Zone } from "@/lib/dns/edit";
import { type HelperName, helperForms, helperInput } from "@/lib/dns/helper_schema";
import { buildCaa } from "@/lib/dns/helpers/caa";
import { buildDkim } from "@/lib/dns/helpers/dkim";
import { buildDmarc } from "@/lib/dns/helpers/dmarc";
import { buildGame } from "@/lib/dns/helpers/game";
import { buildSpf } from "@/lib/dns/helpers/spf";
import { loggedSets } from "@/lib/dns/logged";
import { judged, sameSet, shownSet } from "@/lib/dns/reading";
import * as step from "@/lib/dns/record_steps";
import { typedContent } from "@/lib/dns/records";
import { organisationCommand } from "@/lib/kinds";
import { parse } from "@/lib/parse";

/** The records that a form makes, and which of the set's other contents stay beside them. */
interface Helper {
  build(form: Record<string, unknown>, zone: string): ZoneRecord[];
  keeps(content: string): boolean;
}

const text = (content: string) => typedContent({ type: "TXT", content }).trim().toLowerCase();
const isSpf = (content: string) => /^v=spf1( |$)/.test(text(content));
const isDmarc = (content: string) => text(content).startsWith("v=dmarc1");

const helpers: Record<HelperName, Helper> = {
  // Two SPF records are none (RFC 7208, 4.5), and so it is with DMARC; other texts at the name have nothing to do with it.
  spf: { build: (form, zone) => buildSpf(parse(helperForms.spf, form), zone), keeps: (content) => !isSpf(content) },
  dmarc: {
    build: (form, zone) => buildDmarc(parse(helperForms.dmarc, form), zone),
    keeps: (content) => !isDmarc(content),
  },
  dkim: { build: (form, zone) => buildDkim(parse(helperForms.dkim, form), zone), keeps: () => false },
  caa: { build: (form, zone) => buildCaa(parse(helperForms.caa, form), zone), keeps: () => false },
  game: { build: (form, zone) => buildGame(parse(helperForms.game, form), zone), keeps: () => false },
};

async function editOf(trx: Trx, zone: Zone, name: HelperName, form: Record<string, unknown>): Promise<Edit> {
  const { build, keeps } = helpers[name];
  const records = judged(() => build(form, zone.name));
  const [first] = records;
  if (!first) throw new Error("A helper made no record.");
  const place = step.placeOf(first);
  const { set: before } = await step.setAt(trx, zone, place);
  const kept = before?.contents.filter(keeps) ?? [];
  const contents = [...new Set([...kept, ...records.map(({ content }) => content)])];
  return { ...place, before, after: { ...place, ttl: before?.ttl ?? first.ttl, contents } };
}

/**
 * Fills in a set from a small form, instead of what the set had of that kind. With `preview` it only says what it would do.
 * @throws INVALID at the form's fields · record.invalid · record.limit
 */
export const addFromHelper = organisationCommand("record.help", {
  input: helperInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  async run({ trx, organisation, actor, audit }, { zone: reference, helper, form, preview }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const edit = await editOf(trx, zone, helper, form);
    step.requireRights(organisation, [edit]);
    const { before, after } = edit;
    const former = { ttl: before?.ttl ?? null, contents: before?.contents ?? [] };
    if (preview || sameSet(before, after)) {
      const { warnings } = await judgeEdits(trx, organisation, zone, [edit], "form");
      audit(null);
      const as = step.saved({ version: Number(zone.version), serial: Number(zone.serial), warnings });
      return { set: shownSet(zone.name, edit, after, Number(zone.version)), before: former, ...as };
    }
    const done = await applyEdits(trx, organisation, zone, [edit], whyOf(actor, "helper"), "form");
    audit({ target: { id: zone.id, name: zone.name }, ...loggedSets(zone.name, [edit]) });
    return { set: shownSet(zone.name, edit, after, done.version), before: former, ...step.saved(done) };
  },
});
