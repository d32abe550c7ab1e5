import type { Area } from "react-easy-crop";

/** What is sent is enough for a sharp picture and fits an action's 1 MiB. */
const mostPixels = 512;
const leastPixels = 256;
const mostBytes = 900_000;

/** Draws the chosen square of a picture on a canvas of this many pixels a side. */
export function drawSquare(canvas: HTMLCanvasElement, image: HTMLImageElement, { x, y, width, height }: Area): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
}

/** The chosen square as a file: what else the picture holds, such as where it was taken, never leaves the browser. */
export async function squareOf(image: HTMLImageElement, area: Area, type: string): Promise<Uint8Array | undefined> {
  const wanted = Math.min(mostPixels, Math.max(leastPixels, Math.round(area.width)));
  const file = await fileOf(image, area, type, wanted);
  // A picture like snow can't be packed.
  return file && file.length > mostBytes ? fileOf(image, area, type, leastPixels) : file;
}

async function fileOf(image: HTMLImageElement, area: Area, type: string, pixels: number) {
  const canvas = Object.assign(document.createElement("canvas"), { width: pixels, height: pixels });
  drawSquare(canvas, image, area);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.92));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}

/** A chosen file as the browser shows it; undefined when it isn’t a picture after all. */
export async function openImage(file: Blob): Promise<HTMLImageElement | undefined> {
  // Asked first: what can’t be read would be asked for again, by fetching it, which pages may not.
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  bitmap.close();
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  return image;
}
