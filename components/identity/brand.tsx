/** Guildhall's mark: a roof over a shield. */
export function Mark({ className }: { className: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path d="M1.5 6.2 8 1.5l6.5 4.7M3 8.2v1c0 2.7 1.9 4.3 5 5.3 3.1-1 5-2.6 5-5.3v-1z" />
    </svg>
  );
}

/** The mark with the name. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 text-control font-semibold text-ink">
      <Mark className="size-4.5 text-accent" />
      Guildhall
    </span>
  );
}
