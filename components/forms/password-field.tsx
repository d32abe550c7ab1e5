"use client";

import { type About, type Own, useField } from "@/components/forms/use-field";
import { Field } from "@/components/ui/form/field";
import { PasswordInput, type PasswordInputProps } from "@/components/ui/form/password-input";

/** A field of a `Form`, in its own file: only the few forms that ask for a password should load its code. */
export function PasswordField({ name, label, hint, good, ...rest }: About & Own<PasswordInputProps>) {
  const { control, error } = useField(name);
  return (
    <Field label={label} hint={hint} error={error} good={good}>
      {(wiring) => <PasswordInput {...rest} {...wiring} {...control} />}
    </Field>
  );
}
