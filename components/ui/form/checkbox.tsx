import { TriangleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon } from "@/components/ui/layout/icon";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
}

export function Checkbox({ label, hint, error, id, ...rest }: CheckboxProps) {
  const made = useId();
  const control = id ?? made;
  const told = error ? `${control}-error` : hint ? `${control}-hint` : undefined;
  return (
    <div className="grid content-start grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 text-control pointer-coarse:py-2">
      <input
        type="checkbox"
        id={control}
        className="mt-0.5 size-4 accent-accent"
        aria-describedby={told}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
      <label htmlFor={control}>{label}</label>
      {hint && (
        <p id={`${control}-hint`} className="col-start-2 text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${control}-error`} className="col-start-2 flex gap-1.5 text-sm text-bad">
          <Icon of={TriangleAlert} className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  );
}
