import { setImmediate } from "node:timers/promises";
import { pictureBytes } from "@/lib/avatars/address";
import { fileTextInSteps, utf8InSteps } from "@/lib/dns/zone_file/bytes";
import { boundaryOf, partsOf } from "@/lib/doors/http/form.mjs";
import { isEncoded } from "@/lib/doors/http/http";
import { modestInSteps } from "@/lib/doors/http/modest.mjs";
import { AppError, type Reason } from "@/lib/errors";
import { runSteps } from "@/lib/zones/run_steps";

const mebibyte = 1_048_576;
/** More values, and deeper nesting, than any real call has. */
const mostValues = 10_000;
const deepest = 64;

/** A request's JSON object, at most 1 MiB. No body is an empty object: the path may say everything. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readCall(request);
  if (!isOfType(request, "application/json") && text.trim() !== "") throw new AppError("body.type");
  return objectOf(text);
}

/**
 * The same, or a zone file: in the field `text`, or as the body itself, and then the URL has the other fields. At most
 * 16 MiB.
 */
export async function readTextBody(request: Request, words: Record<string, string>): Promise<Record<string, unknown>> {
  // In JSON, a file's quotation marks and line breaks take more space.
  const bare = isOfType(request, "text/dns");
  const bytes = await readBytes(request, (bare ? 16 : 20) * mebibyte, "body.zoneFile");
  if (bare) return { ...words, text: await runSteps(fileTextInSteps(bytes)) };
  if (!isOfType(request, "application/json") && bytes.length > 0) throw new AppError("body.zoneFileType");
  // Parsing one of these takes a good part of the time that one turn may take.
  await setImmediate();
  await requireModest(bytes);
  await setImmediate();
  const text = await inUtf8(bytes);
  await setImmediate();
  const fields = objectOf(text);
  await setImmediate();
  return { ...words, ...fields };
}

/** A file sent as the body itself: nothing of it is read here. Null for any other body. */
export function fileOf(request: Request): { content: unknown; size: unknown } | null {
  if (!isOfType(request, "application/octet-stream")) return null;
  requirePlain(request);
  const size = request.headers.get("content-length");
  if (size === null || !/^\d{1,15}$/.test(size)) throw new AppError("file.length");
  return { content: request.body ?? new ReadableStream({ start: (controller) => controller.close() }), size };
}

/** A form’s fields, with an image of at most 5 MiB in `file`. */
export async function readPictureForm(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (!isOfType(request, "multipart/form-data")) throw new AppError("picture.body");
  // A form has little besides its file.
  const body = await readBytes(request, pictureBytes + 64 * 1024, "picture.large");
  const parts = partsOf(body, boundaryOf(type));
  if (!parts) throw new AppError("picture.body");
  return Object.fromEntries(parts.map(({ name, isFile, content }) => [name, isFile ? content : content.toString()]));
}

const isOfType = ({ headers }: Request, type: string) =>
  headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() === type;

function objectOf(text: string): Record<string, unknown> {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("body.malformed");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new AppError("body.malformed");
  return value as Record<string, unknown>;
}

/** Nothing is decompressed here: the unpacked bytes would need a limit of their own. */
function requirePlain(request: Request): void {
  if (isEncoded(request)) throw new AppError("body.encoded");
}

/** The unparsed body of a procedure’s call: at most 1 MiB of text in UTF-8. */
export async function readCall(request: Request): Promise<string> {
  const bytes = await readBytes(request, mebibyte, "body.large");
  await requireModest(bytes);
  return inUtf8(bytes);
}

async function requireModest(bytes: Uint8Array): Promise<void> {
  if (!(await runSteps(modestInSteps(bytes, mostValues, deepest)))) throw new AppError("input.many");
}

/** Counts the bytes that arrive, whatever the Content-Length says. */
async function readBytes(request: Request, limit: number, reason: Reason): Promise<Buffer<ArrayBuffer>> {
  requirePlain(request);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > limit) throw new AppError(reason);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Other bytes would silently become characters that nobody wrote. */
async function inUtf8(bytes: Uint8Array): Promise<string> {
  const text = await runSteps(utf8InSteps(bytes));
  if (text === undefined) throw new AppError("body.utf8");
  return text;
}

/** The fields of the query string; of a repeated one the last counts. @throws INVALID for a URL that isn’t in UTF-8 */
export function wordsIn({ pathname, search, searchParams }: URL): Record<string, string> {
  try {
    decodeURIComponent(pathname + search);
  } catch {
    throw new AppError("route.malformed");
  }
  return Object.fromEntries(searchParams);
}
