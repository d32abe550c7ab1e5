import type { ReactNode } from "react";

interface PictureRowProps {
  /** A grand shield or person. */
  picture: ReactNode;
  about: string;
  /** What changes it. */
  children: ReactNode;
}

/** A picture as large as it gets, beside what changes it. */
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
