import { picturePath } from "@/lib/avatars/address";

interface PictureProps {
  /** The file's name. */
  name: string;
  /** The displayed width in CSS pixels. */
  width: number;
  className: string;
}

/** An avatar that this portal serves, in the size that the screen needs. Hidden from screen readers: a name is beside it. */
export function Picture({ name, width, className }: PictureProps) {
  return (
    // biome-ignore lint/performance/noImgElement: its sizes were made at upload and never change
    <img
      src={picturePath(name, 64)}
      srcSet={`${picturePath(name, 64)} 64w, ${picturePath(name, 256)} 256w`}
      sizes={`${width}px`}
      alt=""
      width={width}
      height={width}
      decoding="async"
      // Many are in parts that start closed: menus, the switcher.
      loading="lazy"
      className={`object-cover ${className}`}
    />
  );
}
