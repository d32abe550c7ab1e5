import type { NextRequest } from "next/server";
import { AppError } from "@/lib/errors";
import { toRefusal } from "@/lib/faults";
import { log } from "@/lib/log";
import { readPicture } from "@/lib/pictures/operations";
import { addressOf } from "@/lib/session";

const immutable = "public, max-age=31536000, immutable";

/**
 * A picture by its name. Who asks isn’t looked up: the name is the key. What is there stays as it is, so every cache may keep it;
 * opened by itself, it may run and load nothing.
 */
export async function servePicture(
  request: NextRequest,
  { params }: { params: Promise<{ name: string; size: string }> },
): Promise<Response> {
  const { name, size } = await params;
  try {
    const { bytes } = await readPicture({ actor: null, address: addressOf(request.headers) }, { name, size });
    const headers = {
      "Cache-Control": immutable,
      "Content-Type": "image/webp",
      "Content-Length": String(bytes.byteLength),
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
    };
    return new Response(new Uint8Array(bytes), { headers });
  } catch (thrown) {
    const error = toRefusal(thrown);
    const known = error instanceof AppError;
    if (!known) log().error({ err: error }, "a picture couldn’t be read");
    const status = !known ? 500 : error.code === "UNAVAILABLE" ? 503 : 404;
    return new Response(null, { status, headers: { "Cache-Control": "no-store" } });
  }
}
