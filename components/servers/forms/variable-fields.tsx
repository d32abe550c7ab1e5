"use client";

import { useFormContext } from "react-hook-form";
import { SelectField, TextField } from "@/components/forms/fields";
import { PasswordField } from "@/components/forms/password-field";
import { useField } from "@/components/forms/use-field";
import { Checkbox } from "@/components/ui/form/checkbox";
import type { Variable } from "@/lib/servers/templates/variable";

/** What a template asks for, each by the control that fits it. */
export function VariableFields({ variables }: { variables: readonly Variable[] }) {
  return variables.map((variable) => <VariableField key={variable.name} variable={variable} />);
}

function VariableField({ variable }: { variable: Variable }) {
  const { name, label, help, kind, choices } = variable;
  const about = { name: `environment.${name}`, label, hint: help };
  if (kind === "agreement") return <Agreement variable={variable} />;
  if (kind === "choice")
    return (
      <SelectField {...about}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </SelectField>
    );
  if (kind === "secret")
    return (
      <PasswordField
        {...about}
        hint={[help, "It is stored encrypted, and never shown again."].filter(Boolean).join(" ")}
        autoComplete="new-password"
      />
    );
  return <TextField {...about} inputMode={kind === "number" ? "numeric" : undefined} autoComplete="off" />;
}

/** A box whose value is a word, as the image wants it: read from the element it would be true or false. */
function Agreement({ variable: { name, label, help, choices } }: { variable: Variable }) {
  const path = `environment.${name}`;
  const { watch, setValue, formState } = useFormContext();
  const { control, error } = useField(path);
  const [agreed] = choices;
  return (
    <Checkbox
      label={label}
      hint={help}
      error={error}
      name={control.name}
      onBlur={control.onBlur}
      checked={watch(path) === agreed?.value}
      onChange={({ target }) =>
        setValue(path, target.checked ? agreed?.value : "", {
          shouldValidate: formState.isSubmitted,
          shouldDirty: true,
        })
      }
    />
  );
}
