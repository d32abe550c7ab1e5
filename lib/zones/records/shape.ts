import { z } from "zod";

/** A record in a list. */
export const recordShape = z
  .object({
    /** Changes when the record is edited. */
    id: z.string(),
    /** In full, without the trailing dot. */
    name: z.string(),
    /** The name relative to the zone: @, www. */
    label: z.string(),
    type: z.string(),
    /** Seconds. */
    ttl: z.int(),
    /** In its canonical form. */
    content: z.string(),
    /** The content as people type it: a text without its quotation marks. */
    typed: z.string(),
    /** The zone’s version that added it. */
    version: z.int(),
  })
  .meta({ id: "Record" });
export type ShownRecord = z.output<typeof recordShape>;

/** The same in a zone’s list. */
export const listedRecordShape = recordShape
  .extend({
    /** Since when no server of the organisation uses the address that it points to; null if one does, or none ever did. */
    freedAt: z.date().nullable(),
  })
  .meta({ id: "ListedRecord" });

/** Names relative to a zone. */
export const namesShape = z.object({ names: z.array(z.string()) }).meta({ id: "Names" });

/** Something that is allowed but has consequences. */
export const warningShape = z
  .object({ name: z.string(), type: z.string(), message: z.string() })
  .meta({ id: "Warning" });

/** An RRset: all records of one name and type. */
export const rrsetShape = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    /** Null if there are no records. */
    ttl: z.int().nullable(),
    contents: z.array(z.string()),
    typed: z.array(z.string()),
    /** The version to send with an edit. */
    version: z.int(),
  })
  .meta({ id: "RRset" });

const saved = { zoneVersion: z.int(), serial: z.int(), warnings: z.array(warningShape) };
/** Saving `before` on `set.version` undoes the change. */
export const savedSetShape = z
  .object({
    set: rrsetShape,
    before: z.object({ ttl: z.int().nullable(), contents: z.array(z.string()) }),
    ...saved,
  })
  .meta({ id: "SavedSet" });
/** `also`: RRsets that the wizard created at other names. */
export const helpedShape = savedSetShape.extend({ also: z.array(rrsetShape) }).meta({ id: "FilledInSet" });
export const savedRecordShape = z.object({ record: recordShape, ...saved }).meta({ id: "SavedRecord" });

/** One RRset in a diff: its removed and added records. */
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
/** Removed and added records; all are counted, but only the first are listed. */
export const diffShape = z
  .object({ removed: z.int(), added: z.int(), sets: z.array(setDiffShape), more: z.boolean() })
  .meta({ id: "ZoneDifference" });

export const fileNoteShape = z
  .object({ line: z.int().nullable(), column: z.int().nullable(), message: z.string() })
  .meta({ id: "FileNote" });
export const previewShape = z
  .object({
    /** The `version` to send with the import. */
    version: z.int(),
    recordsBefore: z.int(),
    recordsAfter: z.int(),
    diff: diffShape,
    /** With any of these nothing can be imported. */
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
/** An import that a job saves: its progress and its result. */
export const zoneImportShape = z
  .object({
    id: z.uuid(),
    /** `done`: everything was saved. `failed`: nothing was. */
    state: z.enum(["waiting", "running", "done", "failed"]),
    /** Records to remove and add, and how many of them are done. */
    total: z.int(),
    saved: z.int(),
    removed: z.int(),
    added: z.int(),
    /** How many the zone has afterwards. */
    records: z.int(),
    /** The resulting version; null until it is done. */
    version: z.int().nullable(),
    serial: z.int().nullable(),
    /** Why it failed. */
    problem: z.string().nullable(),
    /** Whether there was no progress for ten seconds: it resumes automatically, or fails. */
    quiet: z.boolean(),
    actorName: z.string(),
    createdAt: z.date(),
    /** Its last progress, or its end. */
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
    /** The version that was restored. */
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
