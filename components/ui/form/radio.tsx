import { type ComponentProps, type ReactNode, useId } from "react";

export interface RadioProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** One radio button; a `fieldset` with a `legend` encloses the group. */
export function Radio({ label, hint, id, ...rest }: RadioProps) {
  const made = useId();
  const control = id ?? made;
  return (
    <div className="grid content-start grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 text-control pointer-coarse:py-2">
      <input
        type="radio"
        id={control}
        className="mt-0.5 size-4 accent-accent"
        aria-describedby={hint ? `${control}-hint` : undefined}
        {...rest}
      />
      <label htmlFor={control}>{label}</label>
      {hint && (
        <p id={`${control}-hint`} className="col-start-2 text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
