"use client";

import { useFormContext } from "react-hook-form";
import { SelectField } from "@/components/forms/fields";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useField } from "@/components/forms/use-field";
import { Checkbox } from "@/components/ui/form/checkbox";
import type { Variable } from "@/lib/servers/templates/variable";

/** A field for each variable of a template. */
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
        hint={[help, "Stored encrypted and never shown again."].filter(Boolean).join(" ")}
        autoComplete="new-password"
      />
    );
  return <TextField {...about} inputMode={kind === "number" ? "numeric" : undefined} autoComplete="off" />;
}

/** A checkbox whose value is the word that the image expects, not the true or false of the element. */
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
