"use client";

import { Checkbox } from "@/components/ui/form/checkbox";
import { Radio } from "@/components/ui/form/radio";

interface PermissionFieldsProps<Name extends string> {
  /** One's own, where the token will be at home, with their words. */
  own: { permission: Name; name: string; help?: string }[];
  /** undefined: all of them, whatever the role becomes. */
  value: Name[] | undefined;
  onChange: (value: Name[] | undefined) => void;
  /** Said of a token without any. */
  none: string;
}

/** What a token may do: all that its maker may, or a part of it. */
export function PermissionFields<Name extends string>({ own, value, onChange, none }: PermissionFieldsProps<Name>) {
  const names = own.map(({ permission }) => permission);
  const toggle = (permission: Name, on: boolean) =>
    onChange(names.filter((each) => (each === permission ? on : value?.includes(each))));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">What it may do</legend>
      <Radio
        name="extent"
        label="All that I may"
        hint="Whatever my role becomes: more if it gets more, less if it loses some."
        checked={value === undefined}
        onChange={() => onChange(undefined)}
      />
      <Radio
        name="extent"
        label="Only a part of it"
        hint="Never more than this, even if my role gets more."
        checked={value !== undefined}
        onChange={() => onChange(names.filter((permission) => permission.endsWith(".read")))}
      />
      {value && (
        <fieldset className="ml-7 grid gap-2.5 border-l border-hair pl-4">
          <legend className="sr-only">Permissions</legend>
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
