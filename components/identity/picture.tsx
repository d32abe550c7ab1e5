import { picturePath } from "@/lib/avatars/address";

interface PictureProps {
  /** The picture's name. */
  name: string;
  /** How wide it is shown, in CSS pixels. */
  width: number;
  className: string;
}

/** A picture that this portal serves, in the size that the screen needs. It says nothing to screen readers: a name stands beside it. */
export function Picture({ name, width, className }: PictureProps) {
  return (
    // biome-ignore lint/performance/noImgElement: made in its sizes when it was sent, and served for ever
    <img
      src={picturePath(name, 64)}
      srcSet={`${picturePath(name, 64)} 64w, ${picturePath(name, 256)} 256w`}
      sizes={`${width}px`}
      alt=""
      width={width}
      height={width}
      decoding="async"
      // Many stand in what is closed yet: menus, the switcher.
      loading="lazy"
      className={`object-cover ${className}`}
    />
  );
}
