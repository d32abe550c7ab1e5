import type { z } from "zod";
import type { Outcome } from "@/lib/kernel/errors";
import type {
  listedRecordShape,
  namesShape,
  recordSetShape,
  ShownRecord,
  savedRecordShape,
  savedSetShape,
} from "@/lib/zones/records/shape";

/** As a form and a toast know it. */
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
  /** Its id. */
  record: string;
  /** The zone’s version that it was seen in: what changed since is a conflict. */
  version?: number;
}

/** Which names of the zone lead to an address. */
export type NamesOf = (input: InZone & { address: string }) => Promise<Outcome<z.output<typeof namesShape>>>;

type Saving = Promise<Outcome<SavedRecord>>;
interface RecordActions {
  add: (input: InZone & RecordInput) => Saving;
  change: (input: OneRecord & RecordInput) => Saving;
  remove: (input: OneRecord) => Saving;
  readSet: (input: InZone & { name: string; type: string }) => Promise<Outcome<z.output<typeof recordSetShape>>>;
  namesOf: NamesOf;
  saveSet: (
    input: InZone & { name: string; type: string; ttl?: string | number; contents: string[]; version: number },
  ) => Promise<Outcome<SavedSet>>;
}

/** Where records stand, and what may be done with them: the same for every row of a page. */
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
