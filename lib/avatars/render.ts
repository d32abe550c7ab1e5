import { createHash } from "node:crypto";
import pLimit from "p-limit";
import sharp, { type SharpOptions } from "sharp";
import { pictureBytes, picturePixels } from "@/lib/avatars/address";
import { formatOf, isAnimatedPng } from "@/lib/avatars/format";
import { AppError, fieldError, type Reason } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";

/** An avatar as it is stored: two WebP squares without metadata, and their name. */
export interface Picture {
  /** The SHA-256 of `large`, as 64 hexadecimal digits. */
  name: string;
  /** 256 pixels. */
  large: Buffer;
  /** 64 pixels. */
  small: Buffer;
}

// The library can open far more formats than anybody may send: those that stay closed can't be exploited.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
// Nothing is opened twice; and one image uses one core, so that two leave the other cores free.
sharp.cache(false);
sharp.concurrency(1);

/** An image takes up to 200 MB while it is decoded: 24 million pixels of eight bytes in the worst PNG. */
const atOnce = pLimit(2);
/** Each may hold 5 MiB while it waits. */
const waitingAtMost = 60;
const options: SharpOptions = { limitInputPixels: picturePixels, failOn: "error", pages: 1 };

/**
 * Renders an upload in both sizes: turned upright and cropped to its middle square. Encoding it again leaves nothing of the file
 * but its colours. Belongs outside any transaction.
 * @throws TOO_LARGE, UNSUPPORTED_TYPE or INVALID at the field `file`; UNAVAILABLE if too many are waiting
 */
export async function render(bytes: Uint8Array): Promise<Picture> {
  if (bytes.byteLength > pictureBytes) throw refused("picture.large");
  const format = formatOf(bytes);
  if (!format) throw refused("picture.type");
  if (format === "png" && isAnimatedPng(bytes)) throw refused("picture.animated");
  if (atOnce.pendingCount >= waitingAtMost) throw new AppError("picture.busy");
  return atOnce(() => draw(bytes, format));
}

async function draw(bytes: Uint8Array, format: string): Promise<Picture> {
  try {
    const about = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    if (about.format !== format) throw refused("picture.type");
    if (about.width * about.height > picturePixels) throw refused("picture.pixels");
    const { data, info } = await sharp(bytes, options)
      .timeout({ seconds: 10 })
      .autoOrient()
      .resize(256, 256, { fit: "cover" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const square = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    const large = await square().webp({ quality: 85 }).toBuffer();
    const small = await square().resize(64, 64).webp({ quality: 85 }).toBuffer();
    return { name: createHash("sha256").update(large).digest("hex"), large, small };
  } catch (error) {
    // The library’s own messages are about its internals.
    throw error instanceof Refusal ? error : refused("picture.broken");
  }
}

/** The same as a PNG of 128 pixels, for mail programs that don’t know WebP. */
export async function toPng(large: Buffer): Promise<Buffer> {
  return sharp(large).resize(128, 128).png({ palette: true }).toBuffer();
}

const refused = (reason: Reason) => fieldError(reason, "file");
