"use client";

import { useEffect } from "react";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { firstRole, type InviteFormProps } from "@/components/invitations/actions";
import { type OtherWay, OtherWays } from "@/components/invitations/other-ways";
import { RoleOptions } from "@/components/roles/role-options";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { roleName } from "@/lib/access";

const schema = () => import("@/lib/members/schema").then((schemas) => schemas.addMemberInput);

/** For somebody who already has an account: no e-mail is sent and no answer is needed. */
export function AddMemberForm({
  place,
  actions,
  typed,
  onTyped,
  close,
  changes,
}: InviteFormProps & { changes: OtherWay[] }) {
  const { organisation, roles } = place;
  const operation = useOperationForm({
    schema,
    action: actions.add,
    defaultValues: { organisation, email: typed.trim(), orgRole: firstRole(place) },
    onSuccess({ name, orgRole }) {
      say(`${name} is now a member with the role ${roleName(orgRole)}.`);
      onTyped("");
      close();
    },
  });
  const { setFocus } = operation.form;
  useEffect(() => setFocus("email"), [setFocus]);
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField
          name="email"
          label="E-mail address of the account"
          type="email"
          autoComplete="off"
          onInput={({ currentTarget }) => onTyped(currentTarget.value)}
        />
        <SelectField name="orgRole" label="Role">
          <RoleOptions roles={roles} />
        </SelectField>
        <OtherWays ways={changes} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Add</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
