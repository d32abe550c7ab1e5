import { CopyButton } from "@/components/ui/button/copy-button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";

interface CopyFieldProps {
  label: string;
  hint?: string;
  value: string;
  /** "Copy link". */
  copyLabel?: string;
}

/** A value to pass on: shown in full, so that it can be copied without JavaScript, too. */
export function CopyField({ label, hint, value, copyLabel }: CopyFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <span className="flex flex-wrap items-center gap-2">
          <Input {...control} mono readOnly value={value} className="flex-[1_1_14rem]" />
          <CopyButton value={value} label={copyLabel} />
        </span>
      )}
    </Field>
  );
}
