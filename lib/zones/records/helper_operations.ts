import type { Trx } from "@/db/client";
import { buildCaa } from "@/lib/dns/helpers/caa";
import { buildDkim } from "@/lib/dns/helpers/dkim";
import { buildDmarc } from "@/lib/dns/helpers/dmarc";
import { buildGame } from "@/lib/dns/helpers/game";
import { buildSpf } from "@/lib/dns/helpers/spf";
import { shownName } from "@/lib/dns/names/shown";
import { typedContent, type ZoneRecord } from "@/lib/dns/records/record";
import { type RRset, setsOf } from "@/lib/dns/records/rrset";
import { type AppError, fieldError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { parse } from "@/lib/kernel/parse";
import { applyEdits, type Edit, judgeEdits, whyOf } from "@/lib/zones/records/edit";
import { type HelperName, helperForms, helperInput } from "@/lib/zones/records/helper_schema";
import { loggedSets } from "@/lib/zones/records/log_words";
import { judged, sameSet, shownSet } from "@/lib/zones/records/read";
import * as step from "@/lib/zones/records/sets";
import { requireZoneLocked, type Zone } from "@/lib/zones/require";

/** Builds the records of a wizard, and decides which other contents of the RRset stay. */
interface Helper {
  build(form: Record<string, unknown>, zone: string): ZoneRecord[];
  keeps(content: string): boolean;
}

const text = (content: string) => typedContent({ type: "TXT", content }).trim().toLowerCase();
const isSpf = (content: string) => /^v=spf1( |$)/.test(text(content));
const isDmarc = (content: string) => text(content).startsWith("v=dmarc1");

const helpers: Record<HelperName, Helper> = {
  // Two SPF records are invalid (RFC 7208, 4.5), and so are two DMARC records; other texts at the name stay.
  spf: { build: (form, zone) => buildSpf(parse(helperForms.spf, form), zone), keeps: (content) => !isSpf(content) },
  dmarc: {
    build: (form, zone) => buildDmarc(parse(helperForms.dmarc, form), zone),
    keeps: (content) => !isDmarc(content),
  },
  dkim: { build: (form, zone) => buildDkim(parse(helperForms.dkim, form), zone), keeps: () => false },
  caa: { build: (form, zone) => buildCaa(parse(helperForms.caa, form), zone), keeps: () => false },
  game: { build: (form, zone) => buildGame(parse(helperForms.game, form), zone), keeps: () => false },
};

/** The edit of the wizard’s own RRset, and those of other names that it needs. */
async function editsOf(trx: Trx, zone: Zone, name: HelperName, form: Record<string, unknown>): Promise<[Edit, Edit[]]> {
  const { build, keeps } = helpers[name];
  const [main, ...besides] = [...setsOf(judged(() => build(form, zone.name))).values()];
  if (!main) throw new Error("A record wizard built no record.");
  const { set: before } = await step.setAt(trx, zone, main);
  const kept = before?.contents.filter(keeps) ?? [];
  const contents = [...new Set([...kept, ...main.contents])];
  const edit = { ...step.placeOf(main), before, after: { ...main, ttl: before?.ttl ?? main.ttl, contents } };
  const more: Edit[] = [];
  for (const set of besides) {
    const { set: there } = await step.setAt(trx, zone, set);
    if (!there) more.push({ ...step.placeOf(set), before: null, after: set });
    else if (!sameContents(there.contents, set.contents)) throw leadsElsewhere(zone, there);
  }
  return [edit, more];
}

const sameContents = (some: string[], others: string[]) => some.every((each) => others.includes(each));

/** A wizard that only needs a host doesn’t redirect a name that already points elsewhere. */
function leadsElsewhere(zone: Zone, { name, contents }: RRset): AppError {
  const words = `${shownName(name, zone.name)} already points to ${contents.join(", ")}.`;
  return fieldError("record.invalid", "host", `${words} Use another name, or leave the address empty.`);
}

/**
 * Sets records from a wizard’s form, replacing those of the same kind, and adds the address that its host needs. `preview` only
 * returns the changes.
 * @throws INVALID at the form's fields · record.invalid · record.limit
 */
export const addFromHelper = organisationCommand("record.help", {
  did: "set up records of",
  event: "zone.changed",
  input: helperInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  async run({ trx, organisation, actor, audit }, { zone: reference, helper, form, preview }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const [edit, besides] = await editsOf(trx, zone, helper, form);
    const edits = [edit, ...besides];
    step.requireRights(organisation, edits);
    const { before, after } = edit;
    const former = { ttl: before?.ttl ?? null, contents: before?.contents ?? [] };
    const shown = (version: number) => ({
      set: shownSet(zone.name, edit, after, version),
      also: besides.map((each) => shownSet(zone.name, each, each.after, version)),
      before: former,
    });
    if (preview || edits.every((each) => sameSet(each.before, each.after))) {
      const { warnings } = await judgeEdits(trx, organisation, zone, edits, "form");
      audit(null);
      const as = step.saved({ version: Number(zone.version), serial: Number(zone.serial), warnings });
      return { ...shown(Number(zone.version)), ...as };
    }
    const done = await applyEdits(trx, organisation, zone, edits, whyOf(actor, "helper"), "form");
    audit({ target: { id: zone.id, name: zone.name }, ...loggedSets(zone.name, edits) });
    return { ...shown(done.version), ...step.saved(done) };
  },
});
