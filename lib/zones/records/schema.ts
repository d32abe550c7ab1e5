import { z } from "zod";
import { cursor, line, pageSize, searchWords } from "@/lib/text";
import { oneZone } from "@/lib/zones/schema";

// Names, types and contents are checked by lib/dns; here only their length is limited.
const name = z.string("Enter a name.").max(5_000, "Use at most 5000 characters.");
const type = z.string("Enter a type.").max(100, "Use at most 100 characters.");
/** A little more than the largest content with every byte escaped. */
const longest = 320_000;
const content = z.string("Enter a content.").max(longest, "Use at most 65535 bytes.");
const ttl = z.union([z.number(), z.string().max(100)], "Enter seconds, such as 3600.").optional();
const version = z.int("Enter the version that you edited.").min(0, "Enter the version that you edited.");
const typedVersion = z.coerce.number("Enter a version.").int("Enter a version.").min(0).max(Number.MAX_SAFE_INTEGER);
const message = z.union([z.literal("").transform(() => undefined), line("a reason", 500)]).optional();
/** A record’s id from a list of records. */
const recordId = z
  .string("Enter the record’s id.")
  .max(1_000, { abort: true })
  .transform((text) => (/^\d{1,18}$/.test(text) ? text : "0"));

export const listRecordsInput = oneZone.extend({
  /** Part of a name or a content. */
  q: searchWords.optional(),
  type: z.union([z.literal("").transform(() => undefined), type]).optional(),
  limit: pageSize,
  cursor,
});

export const oneSet = oneZone.extend({ name, type });

/** An IP address in any notation. */
export const namesOfInput = oneZone.extend({
  address: z.string("Enter an address.").trim().max(50, "Use at most 50 characters."),
});

export const saveSetInput = oneSet.extend({
  /** Seconds or units such as 1h. Left out: unchanged, an hour for a new RRset. */
  ttl,
  /** The whole RRset; an empty list deletes it. */
  contents: z
    .array(content)
    .max(2_000, { error: "Use at most 2000 records of one name and type.", abort: true })
    .refine((all) => all.reduce((sum, each) => sum + each.length, 0) <= longest, {
      message: "Use at most 65535 bytes for all records of one name and type.",
      abort: true,
    }),
  /** The zone’s version when the RRset was read, or the RRset’s own. */
  version,
  message,
});

export const addRecordInput = oneSet.extend({ content, ttl, version: version.optional(), message });

export const changeRecordInput = oneZone.extend({
  record: recordId,
  name: name.optional(),
  type: type.optional(),
  content: content.optional(),
  ttl,
  version: version.optional(),
  message,
});

export const removeRecordInput = oneZone.extend({ record: recordId, version: version.optional(), message });

/** At most 16 MiB; the bytes are counted again when the request arrives. */
const zoneText = z.string("Enter a zone file.").max(16 * 1_048_576, "Use at most 16 MiB.");
const flag = z.union([z.boolean(), z.stringbool()], "Enter true or false.");

export const importInput = oneZone.extend({
  text: zoneText,
  /** `replace`: the file replaces all records. `add`: its records are added to the existing ones. */
  mode: z.enum(["replace", "add"], "Choose replace or add.").default("replace"),
});
export const importZoneInput = importInput.extend({
  /** The version that was previewed. Left out: any. */
  version: typedVersion.optional(),
  /** Confirms changing a large part of the zone. */
  confirmed: flag.default(false),
  message,
});

export const oneImport = oneZone.extend({
  /** An import’s id, or the zone’s latest. */
  import: z.union([z.literal("latest"), z.uuid()], "Enter the import’s id, or latest."),
});

/** The same, so that a previewed input can be sent again unchanged; `preview` selects this operation over REST. */
export const previewImportInput = importZoneInput.extend({ preview: flag.optional() });

/** Input of jobs. */
export const oneWaiting = z.strictObject({ import: z.uuid(), organisationId: z.uuid() });
export const noteImportInput = oneWaiting.extend({ saved: z.int().min(0) });
export const saveImportInput = oneWaiting.extend({ tell: z.custom<(saved: number) => void>() });
export const endImportInput = oneWaiting.extend({ problem: z.string().max(2_000) });

export const listChangesInput = oneZone.extend({ limit: pageSize, cursor });
export const oneChange = oneZone.extend({ version: typedVersion });
/** Two versions to compare, in either order. */
export const compareInput = oneZone.extend({ from: typedVersion, to: typedVersion });
export const restoreInput = oneChange.extend({ confirmed: flag.default(false), message });
