import { Mark } from "@/components/identity/brand";

/** Shown instead of a person's circle for what the portal did by itself. */
export function PortalMark() {
  return (
    <span className="inline-grid size-8 flex-none place-items-center rounded-full bg-hover text-ink-soft forced-colors:border">
      <Mark className="size-4" />
    </span>
  );
}
