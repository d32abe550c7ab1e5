import { createHash } from "node:crypto";
import { tagged } from "@/lib/doors/http/http";

/** JSON that seldom changes. Its tag is a weak one, for what is sent may be compressed in one way or another. */
export function answerKept(request: Request, json: string, control: string, more: object = {}): Response {
  const tag = `W/"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"`;
  const headers = { "Content-Type": "application/json", "Cache-Control": control, Vary: "Accept-Encoding" };
  return tagged(request, tag, { ...headers, ...more }, json);
}

/**
 * A picture at its path, which has the hash of what it shows. What is there stays as it is, so every cache may keep it for ever;
 * opened by itself, it may run and load nothing.
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
