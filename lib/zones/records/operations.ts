import { z } from "zod";
import { freedAmong } from "@/db/queries/freed_addresses";
import { namesLeadingTo } from "@/db/queries/record_neighbours";
import { listRecordsOf } from "@/db/queries/records";
import { asRecord } from "@/lib/dns/content/addresses";
import { shownName } from "@/lib/dns/names/shown";
import { goalOf } from "@/lib/dns/records/target";
import type { Steps } from "@/lib/dns/steps";
import { readType } from "@/lib/dns/types/catalogue";
import { fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";
import { applyEdits, type Edit, whyOf } from "@/lib/zones/records/edit";
import { loggedSets } from "@/lib/zones/records/log_words";
import { judged, readPlace, readSet, readTyped, sameSet, shownRecord, shownSet } from "@/lib/zones/records/read";
import {
  addRecordInput,
  changeRecordInput,
  listRecordsInput,
  namesOfInput,
  oneSet,
  removeRecordInput,
  saveSetInput,
} from "@/lib/zones/records/schema";
import * as step from "@/lib/zones/records/sets";
import type { ShownRecord } from "@/lib/zones/records/shape";
import { requireZone, requireZoneLocked } from "@/lib/zones/require";
import { runSteps } from "@/lib/zones/run_steps";

/** Sort key of a list before the record’s id: its place in the zone, then its type. */
const order = { value: z.tuple([z.string().max(1_100), z.string().max(20)]) };

/** Total content length of a page, so that it has fewer records if they are long. */
const pageLength = 1_048_576;

/** How many of these rows fit on a page: at least one. */
function fitting(rows: { content: string }[], limit: number): number {
  let length = 0;
  const over = rows.findIndex(({ content }) => {
    length += content.length;
    return length > pageLength;
  });
  return over < 0 ? limit : Math.min(limit, Math.max(over, 1));
}

/** One page of a zone’s records, from the apex downwards. */
export const listRecords = organisationQuery("record.list", {
  input: listRecordsInput,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  async run({ trx, organisation }, { zone: reference, q, type, limit, cursor }) {
    const after = fromCursor(cursor, numberPattern, order);
    const zone = await requireZone(trx, organisation, reference);
    const rows = await listRecordsOf(trx, zone, {
      words: q?.toLowerCase() || undefined,
      type: type === undefined ? undefined : judged(() => readType(type)),
      after: after && { key: after.at[0], type: after.at[1], id: after.id },
      limit: limit + 1,
    });
    const { items, after: next } = toPage(rows, fitting(rows, limit), ({ key, type, id }) => ({ at: [key, type], id }));
    // Those restricted to some projects must not learn of servers outside them.
    const goals = organisation.narrowed ? [] : [...new Set(items.flatMap((row) => goalOf(row) ?? []))];
    const freed = await freedAmong(trx, organisation.id, goals);
    const listed = function* (): Steps<(ShownRecord & { freedAt: Date | null })[]> {
      const shown = [];
      for (const row of items) {
        yield;
        shown.push({ ...shownRecord(zone.name, row), freedAt: freed.get(goalOf(row) ?? "") ?? null });
      }
      return shown;
    };
    return { items: await runSteps(listed()), after: next };
  },
});

/** The first names of a zone that point to an address, for records that need a name instead of the address. */
export const namesOf = organisationQuery("record.namesOf", {
  input: namesOfInput,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  async run({ trx, organisation }, { zone: reference, address }) {
    const zone = await requireZone(trx, organisation, reference);
    const wanted = asRecord(address.replace(/\.$/, ""));
    const names = wanted ? await namesLeadingTo(trx, zone, wanted.type, wanted.content) : [];
    return { names: names.map((name) => shownName(name, zone.name)) };
  },
});

/** One RRset with the version to send with an edit; it may be empty. */
export const readRRset = organisationQuery("record.readSet", {
  input: oneSet,
  token: "organisation",
  permission: "dns.read",
  feature: "dns",
  async run({ trx, organisation }, { zone: reference, ...typed }) {
    const zone = await requireZone(trx, organisation, reference);
    const place = readPlace(zone.name, typed);
    const { version, set } = await step.setAt(trx, zone, place);
    return shownSet(zone.name, place, set, version);
  },
});

/**
 * Replaces an RRset; without contents it is deleted.
 * @throws record.invalid at a field · record.changed with the current RRset · record.limit
 */
export const saveSet = organisationCommand("record.saveSet", {
  did: "changed records of",
  event: "zone.changed",
  input: saveSetInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  async run({ trx, organisation, actor, audit }, { zone: reference, contents, version, message, name, type, ttl }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const place = readPlace(zone.name, { name, type });
    const { set: before, version: newest } = await step.setOn(trx, zone, place, version);
    const after = readSet(zone.name, { name, type, ttl: step.given(ttl) ?? before?.ttl, contents });
    const former = { ttl: before?.ttl ?? null, contents: before?.contents ?? [] };
    const edit: Edit = { ...place, before, after };
    step.requireRights(organisation, [edit]);
    if (sameSet(before, after)) {
      audit(null);
      return { set: shownSet(zone.name, place, before, newest), before: former, ...step.unchanged(zone) };
    }
    const done = await applyEdits(trx, organisation, zone, [edit], whyOf(actor, "edit", message));
    audit({ target: { id: zone.id, name: zone.name }, ...loggedSets(zone.name, [edit]) });
    return { set: shownSet(zone.name, place, after, done.version), before: former, ...step.saved(done) };
  },
});

/** Adds one record to its RRset, which takes the given TTL. */
export const addRecord = organisationCommand("record.add", {
  did: "added a record to",
  event: "zone.changed",
  input: addRecordInput,
  token: "organisation",
  permission: "dns.create",
  feature: "dns",
  lock: "none",
  async run({ trx, organisation, actor, audit }, { zone: reference, version, message, name, type, content, ttl }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const place = readPlace(zone.name, { name, type });
    const { set: before } = await step.setOn(trx, zone, place, version);
    const record = readTyped(zone.name, { name, type, content, ttl: step.given(ttl) ?? before?.ttl });
    if (before?.contents.includes(record.content)) throw fieldError("record.known", "content");
    const edit: Edit = { ...place, before, after: step.setOf(record, [...(before?.contents ?? []), record.content]) };
    const done = await applyEdits(trx, organisation, zone, [edit], whyOf(actor, "edit", message), "content");
    audit({ target: { id: zone.id, name: zone.name }, ...loggedSets(zone.name, [edit]) });
    return { record: await step.liveRecord(trx, zone, record), ...step.saved(done) };
  },
});

/** Edits one record in its place, or moves it to another name or type. The other records of its RRset take its TTL. */
export const changeRecord = organisationCommand("record.change", {
  did: "changed a record of",
  event: "zone.changed",
  input: changeRecordInput,
  token: "organisation",
  permission: "dns.update",
  feature: "dns",
  lock: "none",
  async run({ trx, organisation, actor, audit }, { zone: reference, record: id, version, message, ...typed }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const old = await step.requireRecord(trx, zone, id);
    const { set: from } = await step.setOn(trx, zone, old, version);
    const { name = `${old.name}.`, type = old.type, content = old.content } = typed;
    const record = readTyped(zone.name, { name, type, content, ttl: step.given(typed.ttl) ?? old.ttl });
    const stays = record.name === old.name && record.type === old.type;
    const to = stays ? from : (await step.setAt(trx, zone, record)).set;
    const others = stays ? step.without(from, old.content) : (to?.contents ?? []);
    if (others.includes(record.content)) throw fieldError("record.known", "content");
    const contents = stays ? from?.contents.map((each) => (each === old.content ? record.content : each)) : undefined;
    const arrival: Edit = {
      ...step.placeOf(record),
      before: to,
      after: step.setOf(record, contents ?? [...others, record.content]),
    };
    const leaving: Edit = {
      ...step.placeOf(old),
      before: from,
      after: step.setOf(old, step.without(from, old.content)),
    };
    const edits = stays ? [arrival] : [leaving, arrival];
    if (edits.every(({ before, after }) => sameSet(before, after))) {
      audit(null);
      return { record: await step.liveRecord(trx, zone, record), ...step.unchanged(zone) };
    }
    const done = await applyEdits(trx, organisation, zone, edits, whyOf(actor, "edit", message), "content");
    audit({ target: { id: zone.id, name: zone.name }, ...loggedSets(zone.name, edits) });
    return { record: await step.liveRecord(trx, zone, record), ...step.saved(done) };
  },
});

/** Deletes one record; the others of its RRset stay. */
export const removeRecord = organisationCommand("record.remove", {
  did: "removed a record from",
  event: "zone.changed",
  input: removeRecordInput,
  token: "organisation",
  permission: "dns.delete",
  feature: "dns",
  lock: "none",
  async run({ trx, organisation, actor, audit }, { zone: reference, record: id, version, message }) {
    const zone = await requireZoneLocked(trx, organisation, reference);
    const old = await step.requireRecord(trx, zone, id);
    const { set: before } = await step.setOn(trx, zone, old, version);
    const record = await step.liveRecord(trx, zone, old);
    const edit: Edit = { ...step.placeOf(old), before, after: step.setOf(old, step.without(before, old.content)) };
    const done = await applyEdits(trx, organisation, zone, [edit], whyOf(actor, "edit", message));
    audit({ target: { id: zone.id, name: zone.name }, ...loggedSets(zone.name, [edit]) });
    return { record, ...step.saved(done) };
  },
});
