"use client";

import { useState } from "react";
import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedRole, RoleActions, RoleInput, RolePlace } from "@/components/roles/actions";
import { PermissionBoxes } from "@/components/roles/permission-boxes";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { say, undo } from "@/components/ui/message/toast";
import { permissionsOf } from "@/lib/access";
import { rolePresets } from "@/lib/roles/presets";

type Schema = ZodType<unknown, RoleInput>;
const createSchema = () => import("@/lib/roles/schema").then((schemas) => schemas.createRoleInput as unknown as Schema);
const updateSchema = () => import("@/lib/roles/schema").then((schemas) => schemas.updateRoleInput as unknown as Schema);

export interface RoleDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  place: RolePlace;
  /** The role to edit; left out for a new one. */
  role?: ListedRole;
  actions: RoleActions;
}

/** The editor of a role. Loaded on demand. */
export default function RoleDialog({ open, onOpenChange, role, ...rest }: RoleDialogProps) {
  const people = role?.members === 1 ? "the member who has" : `the ${role?.members} members who have`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={role ? `Edit role ${role.name}` : "New role"}
      description={
        role && role.members > 0
          ? `Changes apply to ${people} it from their next request.`
          : "Choose its permissions. You can only include permissions that you have yourself."
      }
    >
      <RoleForm {...rest} role={role} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type RoleFormProps = Pick<RoleDialogProps, "place" | "role" | "actions"> & { close: () => void };

function RoleForm({ place, role, actions, close }: RoleFormProps) {
  const { organisation, own } = place;
  const operation = useOperationForm<RoleInput, unknown, { name: string }>({
    schema: role ? updateSchema : createSchema,
    action: (input) => (role ? actions.update({ ...input, role: role.name }) : actions.create(input)),
    defaultValues: {
      organisation,
      ...(role && { role: role.name }),
      name: role?.name ?? "",
      permissions: role?.permissions ?? own.filter((permission) => permissionsOf("member").has(permission)),
    },
    onSuccess({ name }) {
      if (role) {
        const { name: former, permissions } = role;
        const goBack = () =>
          void undo(
            actions.update({ organisation, role: name, name: former, permissions }),
            `Changes to ${former} undone.`,
          );
        say(`Role ${name} saved.`, goBack);
      } else {
        say(
          `Role ${name} created.`,
          () => void undo(actions.delete({ organisation, role: name }), `Role ${name} deleted.`),
        );
      }
      close();
    },
  });
  const { setValue, getValues } = operation.form;
  const begin = (chosen: string) => {
    const preset = rolePresets.find(({ name }) => name === chosen);
    const permissions = chosen === "nothing" ? [] : (preset?.permissions ?? [...permissionsOf("member")]);
    setValue(
      "permissions",
      permissions.filter((permission) => own.includes(permission)),
      { shouldDirty: true },
    );
    const named = getValues("name");
    if (preset && (!named || rolePresets.some(({ name }) => name === named))) setValue("name", preset.name);
  };
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="Shown beside the members who have it." autoComplete="off" />
        {!role && <StartFrom onChoose={begin} />}
        <PermissionBoxes own={own} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{role ? "Save" : "Create role"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

/** Presets the boxes below, which can then be changed freely. */
function StartFrom({ onChoose }: { onChoose: (name: string) => void }) {
  const [chosen, setChosen] = useState("");
  const preset = rolePresets.find(({ name }) => name === chosen);
  return (
    <Field label="Start from" hint={preset?.about ?? "Sets the boxes below. You can then change them."}>
      {(control) => (
        <Select
          {...control}
          value={chosen}
          onChange={({ target }) => {
            setChosen(target.value);
            onChoose(target.value);
          }}
        >
          <option value="">Member’s permissions</option>
          {rolePresets.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value="nothing">Nothing</option>
        </Select>
      )}
    </Field>
  );
}
