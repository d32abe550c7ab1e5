"use client";

import { Checkbox } from "@/components/ui/form/checkbox";
import { Radio } from "@/components/ui/form/radio";

interface PermissionFieldsProps<Name extends string> {
  /** The user's own permissions where the token will belong, with their labels. */
  own: { permission: Name; name: string; help?: string }[];
  /** undefined: all of them, also when the role changes. */
  value: Name[] | undefined;
  onChange: (value: Name[] | undefined) => void;
  /** Shown for a token without any permission. */
  none: string;
}

/** What a token may do: everything its creator may, or a part of it. */
export function PermissionFields<Name extends string>({ own, value, onChange, none }: PermissionFieldsProps<Name>) {
  const names = own.map(({ permission }) => permission);
  const toggle = (permission: Name, on: boolean) =>
    onChange(names.filter((each) => (each === permission ? on : value?.includes(each))));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Permissions</legend>
      <Radio
        name="extent"
        label="Full access"
        hint="All my permissions, also when my role changes."
        checked={value === undefined}
        onChange={() => onChange(undefined)}
      />
      <Radio
        name="extent"
        label="Selected permissions"
        hint="Never more than these, even if my role gains some."
        checked={value !== undefined}
        onChange={() => onChange(names.filter((permission) => permission.endsWith(".read")))}
      />
      {value && (
        <fieldset className="ml-7 grid gap-2.5 border-l border-hair pl-4">
          <legend className="sr-only">Selected permissions</legend>
          {own.map(({ permission, name, help }) => (
            <Checkbox
              key={permission}
              label={name}
              hint={help}
              checked={value.includes(permission)}
              onChange={(event) => toggle(permission, event.target.checked)}
            />
          ))}
          {value.length === 0 && (
            <p role="status" className="text-sm text-ink-soft">
              {none}
            </p>
          )}
        </fieldset>
      )}
    </fieldset>
  );
}
