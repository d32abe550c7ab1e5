import { z } from "zod";
import { cursor, line, pageSize, searchWords } from "@/lib/text";
import { oneZone } from "@/lib/zones/schema";

// What is a name, a type or a content, lib/dns judges in its own words; here is only how long it may be at all.
const name = z.string("Give a name.").max(5_000, "Use at most 5000 characters.");
const type = z.string("Give a type.").max(100, "Use at most 100 characters.");
/** The largest content with every byte escaped, and a little more. */
const longest = 320_000;
const content = z.string("Give a content.").max(longest, "Use at most 65535 bytes.");
const ttl = z.union([z.number(), z.string().max(100)], "Give seconds, such as 3600.").optional();
const version = z.int("Give the version that you looked at.").min(0, "Give the version that you looked at.");
const typedVersion = z.coerce.number("Give a version.").int("Give a version.").min(0).max(Number.MAX_SAFE_INTEGER);
const message = z.union([z.literal("").transform(() => undefined), line("a reason", 500)]).optional();
/** The number that a list of records gives each. */
const recordId = z
  .string("Give the record’s id.")
  .max(1_000, { abort: true })
  .transform((text) => (/^\d{1,18}$/.test(text) ? text : "0"));

export const listRecordsInput = oneZone.extend({
  /** Part of a name or of a content. */
  q: searchWords.optional(),
  type: z.union([z.literal("").transform(() => undefined), type]).optional(),
  limit: pageSize,
  cursor,
});

export const oneSet = oneZone.extend({ name, type });

/** An address, in any notation. */
export const namesOfInput = oneZone.extend({
  address: z.string("Give an address.").trim().max(50, "Use at most 50 characters."),
});

export const saveSetInput = oneSet.extend({
  /** Seconds or units such as 1h. Left out: as it is, an hour for a new set. */
  ttl,
  /** All that the set shall hold; none removes it. */
  contents: z
    .array(content)
    .max(2_000, { error: "Use at most 2000 records of one name and type.", abort: true })
    .refine((all) => all.reduce((sum, each) => sum + each.length, 0) <= longest, {
      message: "Use at most 65535 bytes for all records of one name and type.",
      abort: true,
    }),
  /** The zone's version when the set was read, or the set's own. */
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

/** At most 16 MiB, counted again in bytes where it comes in. */
const zoneText = z.string("Give a zone file.").max(16 * 1_048_576, "Use at most 16 MiB.");
const flag = z.union([z.boolean(), z.stringbool()], "Say true or false.");

export const importInput = oneZone.extend({
  text: zoneText,
  /** `replace`: the zone becomes what the file says. `add`: what the file has comes to what is there. */
  mode: z.enum(["replace", "add"], "Choose replace or add.").default("replace"),
});
export const importZoneInput = importInput.extend({
  /** The one that the preview named. Left out: whatever there is. */
  version: typedVersion.optional(),
  /** That many records may change or go. */
  confirmed: flag.default(false),
  message,
});

export const oneImport = oneZone.extend({
  /** Its id, or the zone’s latest. */
  import: z.union([z.literal("latest"), z.uuid()], "Give the import’s id, or latest."),
});

/** The same, so that what was previewed is sent again as it is; `preview` chooses the line over REST. */
export const previewImportInput = importZoneInput.extend({ preview: flag.optional() });

/** What a job names. */
export const oneWaiting = z.strictObject({ import: z.uuid(), organisationId: z.uuid() });
export const noteImportInput = oneWaiting.extend({ saved: z.int().min(0) });
export const saveImportInput = oneWaiting.extend({ tell: z.custom<(saved: number) => void>() });
export const endImportInput = oneWaiting.extend({ problem: z.string().max(2_000) });

export const listChangesInput = oneZone.extend({ limit: pageSize, cursor });
export const oneChange = oneZone.extend({ version: typedVersion });
/** What lies between an earlier version and a later one, or the other way round. */
export const compareInput = oneZone.extend({ from: typedVersion, to: typedVersion });
export const restoreInput = oneChange.extend({ confirmed: flag.default(false), message });
