import { Check, TriangleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/layout/class-names";
import { Icon } from "@/components/ui/layout/icon";

/** The attributes that connect a field's control with its label, hint and error. */
export interface FieldControl {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** How to fix it, in words; may contain a link. */
  error?: ReactNode;
  /**
   * A live message that the value is fine ("This one is free"). Pass "" while there is none, so that it is announced
   * when it comes.
   */
  good?: string;
  /** Only where the control needs a particular id. */
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

const note = "text-sm flex gap-1.5";

export function Field({ label, hint, error, good, id, className, children }: FieldProps) {
  const made = useId();
  const control = id ?? made;
  const hintId = hint ? `${control}-hint` : undefined;
  const errorId = error ? `${control}-error` : undefined;
  return (
    <div className={classNames("grid min-w-0 content-start gap-[0.3125rem]", className)}>
      <label htmlFor={control} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id: control,
        "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && (
        <p id={errorId} className={`${note} text-bad`}>
          <Icon of={TriangleAlert} className="mt-0.5" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {good !== undefined && (
        <p role="status" className={classNames(note, "text-good", !good && "sr-only")}>
          {good && <Icon of={Check} className="mt-0.5" />}
          {good}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
