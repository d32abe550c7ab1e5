import { z } from "zod";
import { oneServer } from "@/lib/servers/schema";

/** The longest file that is uploaded at once, in bytes. */
export const largestUpload = 1_073_741_824;
/** The longest text that is edited here, in bytes. */
export const largestText = 524_288;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** Where something is below a server's files: `world/level.dat`; the folder of them all is the empty path. */
const anyPath = z
  .string("Give a path such as world/level.dat.")
  .max(4_000, { error: "This path is too long: at most 4,000 bytes fit.", abort: true })
  .refine((path) => !/\p{Cs}/u.test(path), "This path isn’t text that can be read.")
  .refine((path) => !path.includes("\0"), "A path has no zero byte.")
  .refine((path) => !path.startsWith("/"), "Begin with the first folder’s name, without a slash.")
  .refine((path) => bytes(path) <= 4_000, "This path is too long: at most 4,000 bytes fit.")
  .refine((path) => path === "" || !path.split("/").includes(""), "Remove the slash that is too much.")
  .refine((path) => !path.split("/").some((part) => part === "." || part === ".."), "A path has no parts . or ..")
  .refine((path) => path.split("/").length <= 100, "This path leads too deep: at most a hundred folders.")
  .refine(
    (path) => path.split("/").every((part) => bytes(part) <= 255),
    "A part of this path is too long: at most 255 bytes.",
  );
const filePath = anyPath.refine((path) => path !== "", "Name a file or folder.");
/** Of something that is to be: a name that people can see. */
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
    .string("Give the text.")
    .max(largestText, { error: "This text is too long to be edited here: at most 512 KiB.", abort: true })
    .refine((text) => !/\p{Cs}/u.test(text), "This isn’t text that can be written.")
    .refine((text) => bytes(text) <= largestText, "This text is too long to be edited here: at most 512 KiB."),
  /** Of the text that was read: it must still be that. Left out: there must be no such file yet. */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "Give the fingerprint that came with the text.")
    .optional(),
});

/** A file as it arrives; nothing of it is read before the right to send it is known. */
export type Content = AsyncIterable<Uint8Array>;
export const uploadInput = oneServer.extend({
  path: newPath,
  /** In bytes, exactly. */
  size: z.coerce.number("Say how long the file is.").int().min(0),
  content: z.custom<Content>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value),
});
