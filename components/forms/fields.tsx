"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox, type CheckboxProps } from "@/components/ui/checkbox";
import { Field, type FieldProps } from "@/components/ui/field";
import { Input, type InputProps } from "@/components/ui/input";
import { PasswordInput, type PasswordInputProps } from "@/components/ui/password-input";
import { Select, type SelectProps } from "@/components/ui/select";
import { Textarea, type TextareaProps } from "@/components/ui/textarea";

/* The fields of a `Form`, by the path of their value. */

type About = { name: string } & Pick<FieldProps, "label" | "hint" | "good">;
type Own<Props> = Omit<Props, "name" | "id" | "className" | "defaultValue" | "value">;

function useField(name: string) {
  const { register, getFieldState, formState } = useFormContext();
  return { control: register(name), error: getFieldState(name, formState).error?.message };
}

export function TextField({ name, label, hint, good, ...rest }: About & Own<InputProps>) {
  const { control, error } = useField(name);
  return (
    <Field label={label} hint={hint} error={error} good={error && good !== undefined ? "" : good}>
      {(wiring) => <Input {...rest} {...wiring} {...control} />}
    </Field>
  );
}

export function PasswordField({ name, label, hint, good, ...rest }: About & Own<PasswordInputProps>) {
  const { control, error } = useField(name);
  return (
    <Field label={label} hint={hint} error={error} good={good}>
      {(wiring) => <PasswordInput {...rest} {...wiring} {...control} />}
    </Field>
  );
}

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
