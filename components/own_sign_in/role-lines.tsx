"use client";

import { useFieldArray } from "react-hook-form";
import { SelectField } from "@/components/forms/fields";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button/button";

export interface RoleChoice {
  name: string;
  label: string;
}

/** Which value of the claim gives which role: the first that fits. */
export function RoleLines({ roles }: { roles: RoleChoice[] }) {
  const { fields, append, remove } = useFieldArray({ name: "roles" });
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <legend className="mb-1 text-control font-medium">Roles by value</legend>
      {fields.map(({ id }, index) => (
        <div key={id} className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-[1_1_10rem]">
            <TextField name={`roles.${index}.value`} label={`Value ${index + 1}`} autoComplete="off" mono />
          </div>
          <div className="min-w-0 flex-[1_1_8rem]">
            <SelectField name={`roles.${index}.role`} label={`Role ${index + 1}`}>
              {roles.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </SelectField>
          </div>
          <Button size="small" onClick={() => remove(index)}>
            Remove<span className="sr-only"> value {index + 1}</span>
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" className="noscript:hidden" onClick={() => append({ value: "", role: "member" })}>
          Add a value
        </Button>
      </div>
    </fieldset>
  );
}
