import { z } from "zod";

export const fileKinds = ["file", "folder", "link", "special"] as const;

/** Something in a folder. */
const entryShape = z
  .object({
    name: z.string(),
    kind: z.enum(fileKinds),
    /** In bytes; null for what isn’t a file. */
    size: z.int().nullable(),
    modifiedAt: z.date(),
    /** Its name isn’t text (UTF-8): `name` only resembles it, and it can be reached through its folder alone. */
    unreadable: z.boolean(),
  })
  .meta({ id: "FileEntry" });

export const folderShape = z
  .object({
    path: z.string(),
    /** Folders first, then by name; at most 2,000. */
    entries: z.array(entryShape),
    /** There are more than that. */
    cut: z.boolean(),
  })
  .meta({ id: "Folder" });

export const textShape = z
  .object({
    path: z.string(),
    /** In bytes. */
    size: z.int(),
    modifiedAt: z.date(),
    /** null where it isn’t shown: see `why`. */
    text: z.string().nullable(),
    why: z.enum(["binary", "large"]).nullable(),
    /** To be sent with the changed text. */
    fingerprint: z.string().nullable(),
  })
  .meta({ id: "FileText" });

/** What was done, and what the server’s files take together now, in bytes. */
export const fileDoneShape = z
  .object({ path: z.string(), volumeBytes: z.int(), fingerprint: z.string().optional() })
  .meta({ id: "FileDone" });
