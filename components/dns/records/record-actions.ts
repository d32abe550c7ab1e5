import type { Newer } from "@/components/dns/records/record-form";
import type { KnownRecord, RecordInput, RecordPlace, SavedRecord, SavedSet } from "@/components/dns/records/records";
import { say, undo } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/* What a toast says and offers after a record was saved: the way back, on the version that the saving made. */

const called = ({ label, type }: KnownRecord) => `${label} ${type}`;

const typed = ({ label: name, type, ttl, typed: content }: KnownRecord) => ({ name, type, ttl, content });

const withWarnings = (words: string, { warnings }: Pick<SavedRecord, "warnings">) =>
  [words, ...new Set(warnings.map(({ message }) => message))].join(" ");

/** The names that lead to an address, for who typed it where a name belongs. */
export const namesIn =
  ({ organisation, zone, actions }: RecordPlace) =>
  async (address: string): Promise<string[]> => {
    const outcome = await actions.namesOf({ organisation, zone, address });
    return outcome.ok ? outcome.data.names : [];
  };

export function sayAdded({ organisation, zone, can, actions }: RecordPlace, saved: SavedRecord): void {
  const { record, zoneVersion: version } = saved;
  const takeBack = () =>
    void undo(
      actions.remove({ organisation, zone, record: record.id, version }),
      `The record ${called(record)} is gone again.`,
    );
  say(withWarnings(`The record ${called(record)} is added.`, saved), can.remove ? takeBack : undefined);
}

/**
 * Saves a record that was changed. Where somebody else replaced it meanwhile and this one is to be kept all the same, it takes the
 * place of theirs: what the page showed beside it stays.
 */
export async function saveChange(
  { organisation, zone, version, actions }: RecordPlace,
  former: KnownRecord,
  siblings: string[],
  to: RecordInput,
  newer?: Newer,
): Promise<Outcome<SavedRecord | SavedSet>> {
  if (!newer || newer.contents.includes(former.content))
    return actions.change({ organisation, zone, record: former.id, ...to, version: newer?.version ?? version });
  const { name, type, ttl, content } = to;
  const contents = [...newer.contents.filter((each) => siblings.includes(each)), content];
  return actions.saveSet({ organisation, zone, name, type, ttl, contents, version: newer.version });
}

export function sayChanged(place: RecordPlace, former: KnownRecord, saved: SavedRecord | SavedSet): void {
  const { organisation, zone, actions } = place;
  const here = { organisation, zone };
  const undone = `The record ${called(former)} is as it was.`;
  const goBack = () =>
    "record" in saved
      ? undo(actions.change({ ...here, record: saved.record.id, ...typed(former), version: saved.zoneVersion }), undone)
      : undo(
          actions.saveSet({
            ...here,
            ...{ name: saved.set.label, type: saved.set.type, version: saved.set.version },
            ...{ ttl: saved.before.ttl ?? undefined, contents: saved.before.contents },
          }),
          `${saved.set.label} ${saved.set.type} is as it was.`,
        );
  const now = "record" in saved ? saved.record : saved.set;
  say(withWarnings(`The record ${now.label} ${now.type} is saved.`, saved), () => void goBack());
}

export function sayRemoved({ organisation, zone, can, actions }: RecordPlace, saved: SavedRecord): void {
  const { record } = saved;
  const bringBack = () =>
    void undo(actions.add({ organisation, zone, ...typed(record) }), `The record ${called(record)} is back.`);
  say(withWarnings(`The record ${called(record)} is deleted.`, saved), can.add ? bringBack : undefined);
}
