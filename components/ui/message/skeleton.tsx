import { classNames } from "@/components/ui/layout/class-names";

/** One bar: give it the width of the content to come ("w-36"). */
function Bone({ className }: { className?: string }) {
  return <span className={classNames("bone", className)} />;
}

/** Placeholders for loading rows, in their shape and height. Nothing shows for the first 150 ms. */
export function RowBones({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  const widths = ["w-36", "w-48", "w-28", "w-40", "w-32"];
  return (
    <div className="bones">
      <span role="status" className="sr-only">
        {label}
      </span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div key={row} className="flex h-(--height-row) items-center gap-3 border-t border-hair" aria-hidden>
          <Bone className="size-8 flex-none rounded-full" />
          <span className="grid flex-1 gap-2">
            <Bone className={classNames("max-w-full", widths[row % widths.length])} />
            <Bone className="h-2 w-24" />
          </span>
          <Bone className="w-16 card:hidden" />
          <Bone className="w-12 card:hidden" />
        </div>
      ))}
    </div>
  );
}
