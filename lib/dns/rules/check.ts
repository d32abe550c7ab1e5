import { tokensOf } from "@/lib/dns/content/tokens";
import { isWithin } from "@/lib/dns/names/labels";
import type { DnsReason } from "@/lib/dns/reasons";
import { inputOf, wireOf } from "@/lib/dns/records/record";
import type { RRset } from "@/lib/dns/records/rrset";
import { type Values, wordsOf } from "@/lib/dns/refusals";
import { FutureZone, type SetChange, targetsOf } from "@/lib/dns/rules/future_zone";
import { finish, type Steps } from "@/lib/dns/steps";

/** A problem of a zone after a change. A refusal prevents it, a warning is shown. */
export interface Finding {
  level: "refusal" | "warning";
  reason: DnsReason;
  message: string;
  name: string;
  type: string;
}

export interface Bounds {
  /** Records that the zone would have in total. */
  count?: number;
  mostRecords?: number;
  /** Whether ALIAS is allowed: not without a resolver, and not with DNSSEC. */
  alias?: "on" | "off" | "signed";
  /** The most findings of each level. */
  mostFindings?: number;
}

/** An answer holds 65,535 bytes in total. */
const answerBytes = 64_000;

/**
 * Checks changed RRsets by the rules for a zone’s records. `neighbours` are those that `neighboursOf` requests, or the whole
 * zone; they may contain the former state of changed RRsets. Linear in both.
 */
export const checkSets = (...asked: Parameters<typeof checkInSteps>): Finding[] => finish(checkInSteps(...asked));

/** The same in steps. */
export function* checkInSteps(
  zone: string,
  changes: SetChange[],
  neighbours: Iterable<RRset>,
  bounds: Bounds = {},
): Steps<Finding[]> {
  const { count = 0, mostRecords = 100_000, alias = "on", mostFindings = 100 } = bounds;
  const view = new FutureZone(zone, changes);
  yield* view.fill(neighbours);
  const counts = { refusal: 0, warning: 0 };
  const findings: Finding[] = [];
  const find: Find = (level, reason, { name, type }, values = {}) => {
    if (counts[level]++ >= mostFindings) return;
    findings.push({ level, reason, message: wordsOf(reason, { name, type, zone, text: name, ...values }), name, type });
  };
  if (count > mostRecords) find("refusal", "zone.large", { name: zone, type: "" }, { most: mostRecords });
  // A zone that never had any gets the portal’s when it goes live; until then it can be edited.
  const drops = changes.some(({ name, type, after }) => name === zone && type === "NS" && !after);
  if (drops && !view.at(zone).has("NS")) find("refusal", "set.noNs", { name: zone, type: "NS" });
  for (const name of view.changedNames()) {
    yield;
    checkName(name, view, find);
  }
  for (const { after } of changes) {
    yield;
    if (after?.type === "ALIAS" && alias !== "on")
      find("refusal", alias === "off" ? "type.aliasOff" : "type.aliasSigned", after);
    else if (after) yield* checkSet(after, view, find);
  }
  yield* checkUnchanged(view, find);
  return findings;
}

type Find = (level: Finding["level"], reason: DnsReason, set: { name: string; type: string }, values?: Values) => void;

/** Types that can’t be combined at one name. */
function checkName(name: string, view: FutureZone, find: Find) {
  const sets = view.at(name);
  const apex = name === view.zone;
  const refuse = (reason: DnsReason, type: string) => find("refusal", reason, { name, type });
  const [cname, dname] = [sets.get("CNAME"), sets.get("DNAME")];
  if (cname && apex) refuse("set.cnameApex", "CNAME");
  else if (cname && sets.size > 1) refuse("set.cname", "CNAME");
  if (cname && cname.contents.length > 1) refuse("set.twoCnames", "CNAME");
  checkAlias(name, sets, find);
  if (dname && dname.contents.length > 1) refuse("set.twoDnames", "DNAME");
  if (dname && !apex && sets.has("NS")) refuse("set.dnameNs", "DNAME");
  if (sets.has("DS") && apex) refuse("set.dsApex", "DS");
  else if (sets.has("DS") && !sets.has("NS")) refuse("set.dsWithoutNs", "DS");
}

/** An ALIAS replaces the addresses of its name, and nothing else there. */
function checkAlias(name: string, sets: ReadonlyMap<string, RRset>, find: Find) {
  const alias = sets.get("ALIAS");
  if (!alias) return;
  const other = ["A", "AAAA"].filter((type) => sets.has(type)).join(" and ");
  if (other) find("refusal", "set.alias", alias, { other });
  if (alias.contents.length > 1) find("refusal", "set.twoAliases", alias);
  if (alias.contents.includes(`${name}.`)) find("refusal", "set.aliasSelf", alias);
}

function* checkSet(set: RRset, view: FutureZone, find: Find): Steps<void> {
  if (!isWithin(set.name, view.zone)) return find("refusal", "name.outside", set);
  if (new Set(set.contents).size < set.contents.length) find("refusal", "set.duplicate", set);
  if (!(yield* fitsAnswer(set))) find("refusal", "set.large", set);
  for (const target of view.targets(set)) {
    yield;
    const alias = isWithin(target, view.zone) ? view.at(target).get("CNAME") : undefined;
    if (alias) find("refusal", "set.targetCname", set, { target, other: alias.contents[0] ?? "" });
  }
  checkAbove(set, view, find);
}

/** No names can be below a DNAME; records inside a delegation are stored, but only glue is ever served. */
function checkAbove(set: RRset, view: FutureZone, find: Find) {
  const dname = view.above(set.name, "DNAME", true);
  if (dname) find("refusal", "set.dnameBelow", dname, { other: set.name });
  const here = set.name === view.zone ? undefined : view.at(set.name).get("NS");
  const delegation = view.above(set.name, "NS", false) ?? (set.type === "NS" || set.type === "DS" ? undefined : here);
  const isGlue = /^A{1,4}$/.test(set.type) && delegation && view.targets(delegation).has(set.name);
  if (delegation && !isGlue) find("warning", "set.hidden", set, { other: delegation.name });
}

/** Effects of a change on unchanged RRsets. */
function* checkUnchanged(view: FutureZone, find: Find): Steps<void> {
  const isNew = (type: string) =>
    new Set(view.changes.filter(({ after }) => after?.type === type).map(({ name }) => name));
  const [aliases, dnames, delegations] = [isNew("CNAME"), isNew("DNAME"), isNew("NS")];
  delegations.delete(view.zone);
  if (aliases.size + dnames.size + delegations.size === 0) return;
  for (const set of view.unchanged()) {
    yield;
    const target = aliases.size > 0 ? targetsOf(set).find((name) => aliases.has(name)) : undefined;
    if (target !== undefined)
      find("refusal", "set.targetCname", set, { target, other: view.at(target).get("CNAME")?.contents[0] ?? "" });
    if (dnames.size + delegations.size === 0) continue;
    const dname = view.above(set.name, "DNAME", true);
    const delegation = view.above(set.name, "NS", false);
    if (
      (dname && dnames.has(dname.name)) ||
      (delegation && delegations.has(delegation.name)) ||
      delegations.has(set.name)
    )
      checkAbove(set, view, find);
  }
}

/** Exact only near the limit: a record’s text is rarely shorter than its bytes. */
function* fitsAnswer({ type, contents }: RRset): Steps<boolean> {
  const rough = contents.reduce((total, content) => total + content.length + 30, 0);
  if (rough < answerBytes) return true;
  let bytes = 0;
  for (const content of contents) {
    yield;
    bytes += wireOf(type, inputOf(tokensOf(content), "", "file")).length + 12;
    if (bytes >= answerBytes) return false;
  }
  return true;
}
