import type { z } from "zod";
import type { Outcome } from "@/lib/kernel/errors";
import type {
  listedRecordShape,
  namesShape,
  rrsetShape,
  ShownRecord,
  savedRecordShape,
  savedSetShape,
} from "@/lib/zones/records/shape";

/** A record as forms and toasts use it. */
export type KnownRecord = ShownRecord;
export type ListedRecord = z.output<typeof listedRecordShape>;
export type SavedRecord = z.output<typeof savedRecordShape>;
export type SavedSet = z.output<typeof savedSetShape>;

/** One record as its form sends it. */
export interface RecordInput {
  name: string;
  type: string;
  ttl: string | number;
  content: string;
}

interface InZone {
  organisation: string;
  zone: string;
}
interface OneRecord extends InZone {
  /** The record’s id. */
  record: string;
  /** The zone’s version that was shown: a later edit is a conflict. */
  version?: number;
}

/** The names of the zone that point to an address. */
export type NamesOf = (input: InZone & { address: string }) => Promise<Outcome<z.output<typeof namesShape>>>;

type Saving = Promise<Outcome<SavedRecord>>;
interface RecordActions {
  add: (input: InZone & RecordInput) => Saving;
  change: (input: OneRecord & RecordInput) => Saving;
  remove: (input: OneRecord) => Saving;
  readSet: (input: InZone & { name: string; type: string }) => Promise<Outcome<z.output<typeof rrsetShape>>>;
  namesOf: NamesOf;
  saveSet: (
    input: InZone & { name: string; type: string; ttl?: string | number; contents: string[]; version: number },
  ) => Promise<Outcome<SavedSet>>;
}

/** The zone and the allowed actions, the same for every row of a page. */
export interface RecordPlace {
  organisation: string;
  /** The zone’s name. */
  zone: string;
  /** The zone’s version that the page shows. */
  version: number;
  /** Whether the type ALIAS is offered. */
  alias: boolean;
  can: { add: boolean; change: boolean; remove: boolean };
  actions: RecordActions;
}
