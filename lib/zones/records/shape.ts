import { z } from "zod";

/** A record as a list has it. */
export const recordShape = z
  .object({
    /** Changes when the record's content does. */
    id: z.string(),
    /** In full, without the last dot. */
    name: z.string(),
    /** The same as people write it within the zone: @, www. */
    label: z.string(),
    type: z.string(),
    /** Seconds. */
    ttl: z.int(),
    /** In its one canonical form. */
    content: z.string(),
    /** The same as people type it: a text without its quotation marks. */
    typed: z.string(),
    /** Of the zone, when it came. */
    version: z.int(),
  })
  .meta({ id: "Record" });
export type ShownRecord = z.output<typeof recordShape>;

/** The same in the list of a zone. */
export const listedRecordShape = recordShape
  .extend({
    /** When the organisation gave up the address that it points at: since then there is no server of its own. Else null. */
    freedAt: z.date().nullable(),
  })
  .meta({ id: "ListedRecord" });

/** Names of a zone, as people write them within it. */
export const namesShape = z.object({ names: z.array(z.string()) }).meta({ id: "Names" });

/** Something that is allowed and has consequences. */
export const warningShape = z
  .object({ name: z.string(), type: z.string(), message: z.string() })
  .meta({ id: "Warning" });

/** All records of a name and type. */
export const recordSetShape = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    /** Null when there are none. */
    ttl: z.int().nullable(),
    contents: z.array(z.string()),
    typed: z.array(z.string()),
    /** What an edit names as the one that it was made on. */
    version: z.int(),
  })
  .meta({ id: "RRset" });

const saved = { zoneVersion: z.int(), serial: z.int(), warnings: z.array(warningShape) };
/** `before` and `set.version` are what takes it back: the former contents, saved on this version. */
export const savedSetShape = z
  .object({
    set: recordSetShape,
    before: z.object({ ttl: z.int().nullable(), contents: z.array(z.string()) }),
    ...saved,
  })
  .meta({ id: "SavedSet" });
/** `also`: what the form made at other names. */
export const helpedShape = savedSetShape.extend({ also: z.array(recordSetShape) }).meta({ id: "FilledInSet" });
export const savedRecordShape = z.object({ record: recordShape, ...saved }).meta({ id: "SavedRecord" });

/** One set in a diff: what of it went and what came. */
export const setDiffShape = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    kind: z.enum(["added", "removed", "changed"]),
    removed: z.array(z.object({ ttl: z.int(), content: z.string() })),
    added: z.array(z.object({ ttl: z.int(), content: z.string() })),
  })
  .meta({ id: "SetDifference" });
/** Records of both sides; counted whole, shown up to a bound. */
export const diffShape = z
  .object({ removed: z.int(), added: z.int(), sets: z.array(setDiffShape), more: z.boolean() })
  .meta({ id: "ZoneDifference" });

export const fileNoteShape = z
  .object({ line: z.int().nullable(), column: z.int().nullable(), message: z.string() })
  .meta({ id: "FileNote" });
export const previewShape = z
  .object({
    /** What `version` of the import must name. */
    version: z.int(),
    recordsBefore: z.int(),
    recordsAfter: z.int(),
    diff: diffShape,
    /** With one of these nothing can be taken. */
    errors: z.array(fileNoteShape),
    moreErrors: z.boolean(),
    warnings: z.array(fileNoteShape),
    /** Whether `confirmed` is needed. */
    asksOnceMore: z.boolean(),
  })
  .meta({ id: "ImportPreview" });
export const importedShape = z
  .object({ version: z.int(), serial: z.int(), records: z.int(), removed: z.int(), added: z.int() })
  .meta({ id: "Imported" });
/** An import that a job saves: how far it is, and what came of it. */
export const zoneImportShape = z
  .object({
    id: z.uuid(),
    /** `done` has saved all of it; `failed`, nothing. */
    state: z.enum(["waiting", "running", "done", "failed"]),
    /** Records to be removed and added, and how many of them so far. */
    total: z.int(),
    saved: z.int(),
    removed: z.int(),
    added: z.int(),
    /** Of the zone, afterwards. */
    records: z.int(),
    /** What it made; null until it is done. */
    version: z.int().nullable(),
    serial: z.int().nullable(),
    /** Why it failed. */
    problem: z.string().nullable(),
    /** Whether nobody has worked on it for ten seconds: it goes on by itself, or fails. */
    quiet: z.boolean(),
    actorName: z.string(),
    createdAt: z.date(),
    /** When it was last worked on, or ended. */
    touchedAt: z.date(),
  })
  .meta({ id: "ZoneImport" });

export const changeShape = z
  .object({
    version: z.int(),
    at: z.date(),
    kind: z.enum(["create", "edit", "import", "restore", "helper", "settings", "signing"]),
    actorId: z.uuid().nullable(),
    actorName: z.string(),
    message: z.string().nullable(),
    removed: z.int(),
    added: z.int(),
    /** Which version a restore went back to. */
    restored: z.int().nullable(),
  })
  .meta({ id: "ZoneChange" });
export const readChangeShape = changeShape.extend({ diff: diffShape }).meta({ id: "ZoneChangeRead" });
export const comparedShape = z.object({ from: z.int(), to: z.int(), diff: diffShape }).meta({ id: "ZoneComparison" });

export const signingShape = z
  .object({
    signed: z.boolean(),
    keys: z.array(
      z.object({ id: z.int(), algorithm: z.string(), bits: z.int(), dnskey: z.string(), ds: z.array(z.string()) }),
    ),
  })
  .meta({ id: "ZoneSigning" });
