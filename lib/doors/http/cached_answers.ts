import { createHash } from "node:crypto";
import { tagged } from "@/lib/doors/http/http";

/** JSON that seldom changes. Its ETag is weak, because the response may be compressed differently. */
export function answerKept(request: Request, json: string, control: string, more: object = {}): Response {
  const tag = `W/"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"`;
  const headers = { "Content-Type": "application/json", "Cache-Control": control, Vary: "Accept-Encoding" };
  return tagged(request, tag, { ...headers, ...more }, json);
}

/**
 * An avatar, at a path with the hash of its content. It never changes, so every cache may keep it for ever; opened by
 * itself, it may run and load nothing.
 */
export function answerPicture(request: Request, path: string, bytes: Uint8Array): Response {
  const [name, size] = path.split("/").slice(-2);
  const headers = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Type": "image/webp",
    "Content-Length": String(bytes.byteLength),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
  };
  return tagged(request, `"${name}-${size}"`, headers, new Uint8Array(bytes));
}
