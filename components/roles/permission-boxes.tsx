"use client";

import { useFormContext } from "react-hook-form";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Notice } from "@/components/ui/message/notice";
import { grantable, type Permission, permissionWords, resources } from "@/lib/access";

interface PermissionBoxesProps {
  /** The editor's own permissions: nothing else can be ticked. */
  own: readonly Permission[];
}

/** Every permission that a role can have, with its explanation: the field `permissions` of a form. */
export function PermissionBoxes({ own }: PermissionBoxesProps) {
  const { register, getFieldState, formState, watch } = useFormContext<{ permissions: string[] }>();
  const error = getFieldState("permissions", formState).error;
  const chosen = watch("permissions").length;
  const groups = resources
    .map((group) => ({ ...group, permissions: group.permissions.filter((each) => grantable.includes(each)) }))
    .filter(({ permissions }) => permissions.length > 0);
  return (
    <div className="grid gap-4">
      <p role="status" className="text-sm text-ink-soft">
        {chosen} of {grantable.length} selected. Only the owner can edit the organisation itself.
      </p>
      {groups.map(({ resource, title, permissions }) => (
        <fieldset key={resource} className="grid gap-2.5 border-t border-hair pt-3">
          <legend className="float-left mb-2 w-full text-control font-semibold">{title}</legend>
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              label={permissionWords[permission].name}
              hint={
                own.includes(permission)
                  ? permissionWords[permission].help
                  : `${permissionWords[permission].help} You don’t have this permission yourself.`
              }
              disabled={!own.includes(permission)}
              value={permission}
              {...register("permissions")}
            />
          ))}
        </fieldset>
      ))}
      {error && (
        <Notice tone="bad" role="alert">
          {error.message}
        </Notice>
      )}
    </div>
  );
}
