"use client";

import { useState } from "react";
import type { ZodType } from "zod";
import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
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
  /** The role that is changed; left out for a new one. */
  role?: ListedRole;
  actions: RoleActions;
}

/** The editor of a role. Fetched on demand by whoever opens it. */
export default function RoleDialog({ open, onOpenChange, role, ...rest }: RoleDialogProps) {
  const people = role?.members === 1 ? "one member who holds" : `${role?.members} members who hold`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={role ? `Change the role ${role.name}` : "New role"}
      description={
        role && role.members > 0
          ? `It counts for the ${people} it from their next request on.`
          : "Choose what whoever holds it may do. Only what you may do yourself can be given."
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
          void undo(actions.update({ organisation, role: name, name: former, permissions }), `${former} is as it was.`);
        say(`The role ${name} is changed.`, goBack);
      } else {
        say(
          `The role ${name} is made.`,
          () => void undo(actions.delete({ organisation, role: name }), `The role ${name} is gone again.`),
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
        <TextField name="name" label="Name" hint="As it stands beside whoever holds it." autoComplete="off" />
        {!role && <Beginning onChoose={begin} />}
        <PermissionBoxes own={own} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{role ? "Change the role" : "Make the role"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

/** What the boxes below are set to at first; from then on they are their own. */
function Beginning({ onChoose }: { onChoose: (name: string) => void }) {
  const [chosen, setChosen] = useState("");
  const preset = rolePresets.find(({ name }) => name === chosen);
  return (
    <Field label="Begin with" hint={preset?.about ?? "It sets the boxes below, which you then change as you like."}>
      {(control) => (
        <Select
          {...control}
          value={chosen}
          onChange={({ target }) => {
            setChosen(target.value);
            onChoose(target.value);
          }}
        >
          <option value="">What a member may do</option>
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
