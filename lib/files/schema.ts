import { z } from "zod";
import { oneServer } from "@/lib/servers/schema";

/** The largest file that can be uploaded, in bytes. */
export const largestUpload = 1_073_741_824;
/** The largest text that can be edited, in bytes. */
export const largestText = 524_288;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** A path within a server's files: `world/level.dat`. The root folder is the empty path. */
const anyPath = z
  .string("Enter a path, for example world/level.dat.")
  .max(4_000, { error: "Use at most 4,000 bytes for a path.", abort: true })
  .refine((path) => !/\p{Cs}/u.test(path), "This path isn’t valid text.")
  .refine((path) => !path.includes("\0"), "Remove the zero byte.")
  .refine((path) => !path.startsWith("/"), "Remove the slash at the beginning.")
  .refine((path) => bytes(path) <= 4_000, "Use at most 4,000 bytes for a path.")
  .refine((path) => path === "" || !path.split("/").includes(""), "Remove the extra slash.")
  .refine((path) => !path.split("/").some((part) => part === "." || part === ".."), "A path can’t contain . or ..")
  .refine((path) => path.split("/").length <= 100, "Use at most 100 folders in a path.")
  .refine((path) => path.split("/").every((part) => bytes(part) <= 255), "Use at most 255 bytes for a name.");
const filePath = anyPath.refine((path) => path !== "", "Enter a file or folder.");
/** The path of something new: its name must be visible. */
const newPath = filePath.refine(
  (path) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(path),
  "Remove line breaks and invisible characters.",
);

export const listFilesInput = oneServer.extend({ path: anyPath.default("") });
export const oneFile = oneServer.extend({ path: filePath });
export const newFolderInput = oneServer.extend({ path: newPath });
export const moveFileInput = oneServer.extend({ path: filePath, to: newPath });

export const saveTextInput = oneServer.extend({
  path: newPath,
  text: z
    .string("Enter the text.")
    .max(largestText, { error: "This text is too large to edit here (maximum 512 KiB).", abort: true })
    .refine((text) => !/\p{Cs}/u.test(text), "This isn’t valid text.")
    .refine((text) => bytes(text) <= largestText, "This text is too large to edit here (maximum 512 KiB)."),
  /** The fingerprint of the text that was read: the file must still match it. Left out: the file must not exist yet. */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "Send the fingerprint that came with the text.")
    .optional(),
});

/** A file as it arrives; nothing of it is read before permission has been checked. */
export type Content = AsyncIterable<Uint8Array>;
export const uploadInput = oneServer.extend({
  path: newPath,
  /** The exact size in bytes. */
  size: z.coerce.number("Send the size of the file.").int().min(0),
  content: z.custom<Content>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value),
});
