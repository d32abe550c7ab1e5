/** The sizes in which every avatar is stored, in pixels per side. */
export const pictureSizes = [64, 256] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** The path of an avatar's file. Its content never changes: another image has another name. */
export function picturePath(name: string, size: PictureSize): string {
  return `/api/pictures/${name}/${size}`;
}

/** The largest accepted file: 5 MiB. */
export const pictureBytes = 5 * 1024 * 1024;

/** The most pixels to decode. */
export const picturePixels = 24_000_000;
