import type { ReactNode } from "react";

interface PictureRowProps {
  /** A large shield or person. */
  picture: ReactNode;
  about: string;
  /** The buttons that change it. */
  children: ReactNode;
}

/** A large avatar, beside the buttons that change it. */
export function PictureRow({ picture, about, children }: PictureRowProps) {
  return (
    <div className="mt-4 flex items-center gap-6 max-[30rem]:flex-col max-[30rem]:items-start">
      {picture}
      <div className="grid gap-3">
        <p className="max-w-[28rem] text-sm text-ink-soft">{about}</p>
        {children}
      </div>
    </div>
  );
}
