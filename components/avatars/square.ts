import type { Area } from "react-easy-crop";
import { pictureBytes, picturePixels } from "@/lib/avatars/address";
import { formatOf, isAnimatedPng, pixelsOfPng } from "@/lib/avatars/format";
import { avatarReasons } from "@/lib/avatars/reasons";

/** Enough for a sharp image, and small enough for an action's 1 MiB. */
const mostPixels = 512;
const leastPixels = 256;
const mostBytes = 900_000;

/** Draws the chosen square of an image on a canvas of this many pixels a side. */
export function drawSquare(canvas: HTMLCanvasElement, image: HTMLImageElement, { x, y, width, height }: Area): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
}

/** The chosen square as a file: other data in the image, such as where it was taken, never leaves the browser. */
export async function squareOf(image: HTMLImageElement, area: Area, type: string): Promise<Uint8Array | undefined> {
  const wanted = Math.min(mostPixels, Math.max(leastPixels, Math.round(area.width)));
  const file = await fileOf(image, area, type, wanted);
  // An image of noise can't be compressed.
  return file && file.length > mostBytes ? fileOf(image, area, type, leastPixels) : file;
}

async function fileOf(image: HTMLImageElement, area: Area, type: string, pixels: number) {
  const canvas = Object.assign(document.createElement("canvas"), { width: pixels, height: pixels });
  drawSquare(canvas, image, area);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.92));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}

export interface OpenedImage {
  image: HTMLImageElement;
  type: "image/png" | "image/jpeg";
}

const words = (reason: keyof typeof avatarReasons) => avatarReasons[reason][1];

/** A chosen file as the browser shows it, or why it is refused: by the same rules as the server. */
export async function openImage(file: File): Promise<OpenedImage | string> {
  if (file.size > pictureBytes) return words("picture.large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const format = formatOf(bytes);
  if (!format) return words("picture.type");
  if (format === "png" && isAnimatedPng(bytes)) return words("picture.animated");
  // A small file may decode to an image that blocks the browser for ten seconds.
  if (format === "png" && pixelsOfPng(bytes) > picturePixels) return words("picture.pixels");
  // Decoded first: an unreadable file would otherwise be fetched again, which pages may not do.
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return words("picture.broken");
  bitmap.close();
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  return { image, type: `image/${format}` };
}
