"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Radio } from "@/components/ui/radio";
import type { Permission } from "@/lib/access";
import { permissionWords } from "@/lib/permission_words";

interface PermissionFieldsProps {
  /** One's own, where the token will be at home. */
  own: Permission[];
  /** undefined: all of them, whatever the role becomes. */
  value: Permission[] | undefined;
  onChange: (value: Permission[] | undefined) => void;
}

/** What a token may do: all that its maker may, or a part of it. */
export function PermissionFields({ own, value, onChange }: PermissionFieldsProps) {
  const toggle = (permission: Permission, on: boolean) =>
    onChange(own.filter((each) => (each === permission ? on : value?.includes(each))));
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
        onChange={() => onChange(own.filter((permission) => permission.endsWith(".read")))}
      />
      {value && (
        <fieldset className="ml-7 grid gap-2.5 border-l border-hair pl-4">
          <legend className="sr-only">Permissions</legend>
          {own.map((permission) => (
            <Checkbox
              key={permission}
              label={permissionWords[permission].name}
              hint={permissionWords[permission].help}
              checked={value.includes(permission)}
              onChange={(event) => toggle(permission, event.target.checked)}
            />
          ))}
          {value.length === 0 && (
            <p role="status" className="text-sm text-ink-soft">
              With none of these it can only read the organisation’s name, tier and number of members.
            </p>
          )}
        </fieldset>
      )}
    </fieldset>
  );
}
