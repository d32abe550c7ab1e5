import type { Trx } from "@/db/client";
import { recordsAtNames, recordsBelow, recordsPointingAt } from "@/db/queries/record_neighbours";
import { applyChange, type Changed, type Why } from "@/db/queries/zone_changes";
import { missingFrom, type RRset, setsOf } from "@/lib/dns/records/rrset";
import { checkSets, type Finding } from "@/lib/dns/rules/check";
import type { SetChange } from "@/lib/dns/rules/future_zone";
import { neighboursOf } from "@/lib/dns/rules/neighbours";
import { fieldError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import { requireRecords } from "@/lib/zones/records/require";
import type { Zone } from "@/lib/zones/require";
import { aliasIn } from "@/lib/zones/settings";

/** An RRset before and after an edit; null if there is none. */
export interface Edit {
  name: string;
  type: string;
  before: RRset | null;
  after: RRset | null;
}

export const whyOf = (actor: UserActor, kind: Why["kind"], message?: string): Why => ({
  kind,
  actorId: actor.userId,
  actorName: actor.name,
  message: message ?? null,
});

/**
 * Checks edited RRsets against their neighbours and the tier’s limit.
 * @throws record.invalid at a field · record.limit
 */
export async function judgeEdits(
  trx: Trx,
  organisation: Organisation,
  zone: Zone,
  edits: Edit[],
  contentField = "contents",
) {
  const remove = edits.flatMap(({ before, after }) => missingFrom(after, before));
  const add = edits.flatMap(({ before, after }) => missingFrom(before, after));
  await requireRecords(trx, organisation, zone.recordCount, zone.recordCount - remove.length + add.length);
  const changes = edits.map(({ name, type, after }): SetChange => ({ name, type, after }));
  const bounds = { mostRecords: Number.POSITIVE_INFINITY, alias: aliasIn(zone) } as const;
  const findings = checkSets(zone.name, changes, await neighbours(trx, zone, changes), bounds);
  const refused = findings.find(({ level }) => level === "refusal");
  if (refused) throw fieldError("record.invalid", fieldOf(refused, contentField), refused.message, refused.reason);
  return { remove, add, warnings: findings };
}

/** Applies edits to a locked zone as one version. @throws as judgeEdits */
export async function applyEdits(
  trx: Trx,
  organisation: Organisation,
  zone: Zone,
  edits: Edit[],
  why: Why,
  contentField?: string,
): Promise<Changed & { warnings: Finding[] }> {
  const { remove, add, warnings } = await judgeEdits(trx, organisation, zone, edits, contentField);
  return { ...(await applyChange(trx, zone, { remove, add }, why)), warnings };
}

async function neighbours(trx: Trx, zone: Zone, changes: SetChange[]): Promise<RRset[]> {
  const { names, below, newAliases } = neighboursOf(zone.name, changes);
  const sets = setsOf(await recordsAtNames(trx, zone, names));
  const more = [
    ...(below.length > 0 ? await recordsBelow(trx, zone, below) : []),
    ...(newAliases.length > 0 ? await recordsPointingAt(trx, zone, newAliases) : []),
  ];
  // RRsets that were read whole are kept: of the others perhaps only a part was fetched.
  for (const [key, set] of setsOf(more)) if (!sets.has(key)) sets.set(key, set);
  return [...sets.values()];
}

/** The form’s field for a finding: a wrong target belongs to the content, most others to the name. */
function fieldOf({ reason }: Finding, contentField: string): string {
  if (reason.startsWith("type.")) return "type";
  return /^set\.(targetCname|large|duplicate|aliasSelf)$/.test(reason) ? contentField : "name";
}
