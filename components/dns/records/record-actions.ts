import type { Newer } from "@/components/dns/records/record-form";
import type { KnownRecord, RecordInput, RecordPlace, SavedRecord, SavedSet } from "@/components/dns/records/records";
import { say, undo } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/* Toasts after a record was saved, with an undo on the version that saving created. */

const called = ({ label, type }: KnownRecord) => `${label} ${type}`;

const typed = ({ label: name, type, ttl, typed: content }: KnownRecord) => ({ name, type, ttl, content });

const withWarnings = (words: string, { warnings }: Pick<SavedRecord, "warnings">) =>
  [words, ...new Set(warnings.map(({ message }) => message))].join(" ");

/** The names that point to an address, offered where it was typed instead of a name. */
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
      `Record ${called(record)} removed again.`,
    );
  say(withWarnings(`Record ${called(record)} added.`, saved), can.remove ? takeBack : undefined);
}

/**
 * Saves an edited record. If somebody else replaced it in the meantime and this one is kept anyway, it replaces theirs; the other
 * contents that the page showed stay.
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
  const undone = `Record ${called(former)} restored.`;
  const goBack = () =>
    "record" in saved
      ? undo(actions.change({ ...here, record: saved.record.id, ...typed(former), version: saved.zoneVersion }), undone)
      : undo(
          actions.saveSet({
            ...here,
            ...{ name: saved.set.label, type: saved.set.type, version: saved.set.version },
            ...{ ttl: saved.before.ttl ?? undefined, contents: saved.before.contents },
          }),
          `Record ${saved.set.label} ${saved.set.type} restored.`,
        );
  const now = "record" in saved ? saved.record : saved.set;
  say(withWarnings(`Record ${now.label} ${now.type} saved.`, saved), () => void goBack());
}

export function sayRemoved({ organisation, zone, can, actions }: RecordPlace, saved: SavedRecord): void {
  const { record } = saved;
  const bringBack = () =>
    void undo(actions.add({ organisation, zone, ...typed(record) }), `Record ${called(record)} restored.`);
  say(withWarnings(`Record ${called(record)} deleted.`, saved), can.add ? bringBack : undefined);
}
