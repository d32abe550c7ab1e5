"use client";

import { type About, type Own, useField } from "@/components/forms/use-field";
import { Checkbox, type CheckboxProps } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Select, type SelectProps } from "@/components/ui/form/select";
import { Textarea, type TextareaProps } from "@/components/ui/form/textarea";

/* The fields of a `Form`, by the path of their value, besides TextField. */

export function SelectField({ name, label, hint, good, ...rest }: About & Own<SelectProps>) {
  const { control, error } = useField(name);
  return (
    <Field label={label} hint={hint} error={error} good={good}>
      {(wiring) => <Select {...rest} {...wiring} {...control} />}
    </Field>
  );
}

export function TextareaField({ name, label, hint, good, ...rest }: About & Own<TextareaProps>) {
  const { control, error } = useField(name);
  return (
    <Field label={label} hint={hint} error={error} good={good}>
      {(wiring) => <Textarea {...rest} {...wiring} {...control} />}
    </Field>
  );
}

export function CheckboxField({ name, ...rest }: { name: string } & Own<CheckboxProps>) {
  const { control, error } = useField(name);
  return <Checkbox {...rest} {...control} error={error} />;
}
