import { z } from "zod";

export const fileKinds = ["file", "folder", "link", "special"] as const;

/** An entry of a folder. */
const entryShape = z
  .object({
    name: z.string(),
    kind: z.enum(fileKinds),
    /** In bytes; null for anything but a file. */
    size: z.int().nullable(),
    modifiedAt: z.date(),
    /** Its name isn’t valid UTF-8: `name` only resembles it, and it can be reached only through its folder. */
    unreadable: z.boolean(),
  })
  .meta({ id: "FileEntry" });

export const folderShape = z
  .object({
    path: z.string(),
    /** Folders first, then by name; at most 2,000. */
    entries: z.array(entryShape),
    /** Whether there are more. */
    cut: z.boolean(),
  })
  .meta({ id: "Folder" });

export const textShape = z
  .object({
    path: z.string(),
    /** In bytes. */
    size: z.int(),
    modifiedAt: z.date(),
    /** null if it can’t be shown: see `why`. */
    text: z.string().nullable(),
    why: z.enum(["binary", "large"]).nullable(),
    /** Send this back with the edited text. */
    fingerprint: z.string().nullable(),
  })
  .meta({ id: "FileText" });

/** The path that was changed, and the total size of the server’s files now, in bytes. */
export const fileDoneShape = z
  .object({ path: z.string(), volumeBytes: z.int(), fingerprint: z.string().optional() })
  .meta({ id: "FileDone" });
