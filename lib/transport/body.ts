import { AppError } from "@/lib/errors";

const mebibyte = 1_048_576;

/** A request's JSON object, at most 1 MiB. None at all is an empty one: a path may say everything. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text.trim() === "") return {};
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) throw new AppError("body.type");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("body.malformed");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new AppError("body.malformed");
  return value as Record<string, unknown>;
}

/** Counts what arrives, whatever the header says of its length. */
async function readText(request: Request): Promise<string> {
  if (!request.body) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > mebibyte) throw new AppError("body.large");
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
