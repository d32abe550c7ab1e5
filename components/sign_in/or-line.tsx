/** Between two ways to do the same. */
export function OrLine() {
  return (
    <p className="my-4 flex items-center gap-3 text-sm text-ink-soft before:h-px before:flex-1 before:bg-hair after:h-px after:flex-1 after:bg-hair">
      or
    </p>
  );
}
