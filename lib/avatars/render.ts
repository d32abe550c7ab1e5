import { createHash } from "node:crypto";
import pLimit from "p-limit";
import sharp, { type SharpOptions } from "sharp";
import { pictureBytes, picturePixels } from "@/lib/avatars/address";
import { formatOf, isAnimatedPng } from "@/lib/avatars/format";
import { AppError, fieldError, type Reason } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";

/** A picture as it is kept: two squares of WebP without metadata, and the name under which they are. */
export interface Picture {
  /** The SHA-256 of `large`, as 64 hexadecimal digits. */
  name: string;
  /** 256 pixels. */
  large: Buffer;
  /** 64 pixels. */
  small: Buffer;
}

// The library can open far more than anybody may send: what isn’t opened has no holes.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
// Nothing is opened twice; and a picture is worked on by one core, so that two leave the others to everybody else.
sharp.cache(false);
sharp.concurrency(1);

/** A picture takes up to 200 MB while it is decoded: 24 million pixels, of eight bytes in the worst PNG. */
const atOnce = pLimit(2);
/** Each may hold 5 MiB while it waits. */
const waitingAtMost = 60;
const options: SharpOptions = { limitInputPixels: picturePixels, failOn: "error", pages: 1 };

/**
 * Makes the two sizes of what somebody sent: turned as the camera held it, the middle square of it, drawn anew, so that nothing
 * of the file but its colours is left. Belongs outside any transaction.
 * @throws TOO_LARGE, UNSUPPORTED_TYPE or INVALID at the field `file`; UNAVAILABLE when too many wait
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
    // The library’s own words are about its insides.
    throw error instanceof Refusal ? error : refused("picture.broken");
  }
}

/** The same as a PNG of 128 pixels, for mail programs that don’t know WebP. */
export async function toPng(large: Buffer): Promise<Buffer> {
  return sharp(large).resize(128, 128).png({ palette: true }).toBuffer();
}

const refused = (reason: Reason) => fieldError(reason, "file");
