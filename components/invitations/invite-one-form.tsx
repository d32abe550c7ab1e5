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
import { say, undo } from "@/components/ui/message/toast";

const schema = () => import("@/lib/invitations/schema").then((schemas) => schemas.inviteMemberInput);

/** Invites a single address. */
export function InviteOneForm({
  place,
  actions,
  typed,
  onTyped,
  close,
  changes,
}: InviteFormProps & { changes: OtherWay[] }) {
  const { organisation, roles, byMail } = place;
  const operation = useOperationForm({
    schema,
    action: actions.invite,
    defaultValues: { organisation, email: typed.trim(), role: firstRole(place) },
    onSuccess({ id, email }) {
      // The e-mail may already be on its way, so "Undo" would promise too much: revoking only makes its link invalid.
      const revoke = () =>
        void undo(actions.revoke({ organisation, invitation: id }), `Invitation of ${email} revoked.`);
      say(byMail ? `Invited ${email}.` : `Invited ${email}. Copy the link from the list.`, revoke, "Revoke");
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
          label="E-mail address"
          type="email"
          autoComplete="off"
          onInput={({ currentTarget }) => onTyped(currentTarget.value)}
        />
        <SelectField name="role" label="Role">
          <RoleOptions roles={roles} />
        </SelectField>
        <OtherWays ways={changes} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Invite</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
