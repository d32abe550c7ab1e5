import { picturePath } from "@/lib/avatars/address";

interface PictureProps {
  /** The avatar's name. */
  name: string;
  /** The displayed width in CSS pixels. */
  width: number;
  className: string;
}

/** An avatar from this portal, in the size that the screen needs. Hidden from screen readers: the name is beside it. */
export function Picture({ name, width, className }: PictureProps) {
  return (
    // biome-ignore lint/performance/noImgElement: resized at upload, and cached for ever
    <img
      src={picturePath(name, 64)}
      srcSet={`${picturePath(name, 64)} 64w, ${picturePath(name, 256)} 256w`}
      sizes={`${width}px`}
      alt=""
      width={width}
      height={width}
      decoding="async"
      // Many are in closed elements: menus, the switcher.
      loading="lazy"
      className={`object-cover ${className}`}
    />
  );
}
