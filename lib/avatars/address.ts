/** The sizes in which every picture is kept, in pixels of either side. */
export const pictureSizes = [64, 256] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** Where this portal serves the picture of this name. What is there never changes: another picture has another name. */
export function picturePath(name: string, size: PictureSize): string {
  return `/api/pictures/${name}/${size}`;
}

/** How large a file may be, in bytes: 5 MiB. */
export const pictureBytes = 5 * 1024 * 1024;

/** How many pixels may be decoded. */
export const picturePixels = 24_000_000;
