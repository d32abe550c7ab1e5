"use client";

import { type About, type Own, useField } from "@/components/forms/use-field";
import { Field } from "@/components/ui/form/field";
import { Input, type InputProps } from "@/components/ui/form/input";

/** A field of a `Form`, by the path of its value. Apart from the others, which most forms don’t have. */
export function TextField({ name, label, hint, good, ...rest }: About & Own<InputProps>) {
  const { control, error } = useField(name);
  return (
    <Field label={label} hint={hint} error={error} good={error && good !== undefined ? "" : good}>
      {(wiring) => <Input {...rest} {...wiring} {...control} />}
    </Field>
  );
}
