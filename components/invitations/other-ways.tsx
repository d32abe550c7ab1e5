"use client";

export interface OtherWay {
  label: string;
  onChoose: () => void;
}

/** Buttons to the dialog's other forms, at the end of one. */
export function OtherWays({ ways }: { ways: OtherWay[] }) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {ways.map(({ label, onChoose }) => (
        <button
          key={label}
          type="button"
          onClick={onChoose}
          className="min-h-6 text-accent underline decoration-1 underline-offset-[0.2em] hover:text-accent-strong pointer-coarse:min-h-11"
        >
          {label}
        </button>
      ))}
    </p>
  );
}
