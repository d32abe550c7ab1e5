import sharp from "sharp";

const size = 256;

/**
 * A white shape on a coloured background, like an upload. Drawn point by point, because lib/pictures disables reading
 * drawings in the whole process. @param isShape whether a point is in the shape; both from -1 to 1, upwards
 */
export async function drawPicture(ground: string, isShape: (x: number, y: number) => boolean): Promise<Uint8Array> {
  const colour = Buffer.from(ground.slice(1), "hex");
  const points = Buffer.alloc(size * size * 3, colour);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (isShape((2 * column) / size - 1, 1 - (2 * row) / size))
        points.fill(255, 3 * (row * size + column), 3 * (row * size + column + 1));
  const raw = { width: size, height: size, channels: 3 } as const;
  return new Uint8Array(await sharp(points, { raw }).png().toBuffer());
}
