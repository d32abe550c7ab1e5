"use client";

import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Person } from "@/components/identity/person";
import type { ManagedMember, ManagedPlace } from "@/components/members/actions";
import { RoleDiff } from "@/components/roles/role-diff";
import { RoleOptions } from "@/components/roles/role-options";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import { say, undo } from "@/components/ui/message/toast";
import { roleName } from "@/lib/access";

const schema = () => import("@/lib/members/schema").then((schemas) => schemas.changeRoleInput);

export interface ChangeRoleDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  place: ManagedPlace;
  member: ManagedMember;
}

/** Opened only by `useMemberActions`, which loads it on demand. */
export default function ChangeRoleDialog({ open, onOpenChange, place, member }: ChangeRoleDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      picture={<Person id={member.userId} name={member.name} avatar={member.avatar} size="large" />}
      title={`Change role of ${member.name}`}
      description={`Currently ${roleName(member.orgRole)}. A change applies from their next request, also to their access tokens.`}
    >
      <ChangeRoleForm place={place} member={member} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface ChangeRoleFormProps extends Pick<ChangeRoleDialogProps, "place" | "member"> {
  close: () => void;
}

function ChangeRoleForm({ place, member, close }: ChangeRoleFormProps) {
  const { organisation, roles, actions } = place;
  const { userId, name, orgRole: former } = member;
  const others = roles.filter((role) => role.name !== former);
  const operation = useOperationForm({
    schema,
    action: actions.changeRole,
    defaultValues: { organisation, userId, orgRole: "" },
    onSuccess({ orgRole }) {
      const goBack = () =>
        void undo(
          actions.changeRole({ organisation, userId, orgRole: former }),
          `${name} has the role ${roleName(former)} again.`,
        );
      // A role that the viewer may not assign can't be restored either.
      const mayGoBack = roles.some((role) => role.name === former);
      say(`${name} now has the role ${roleName(orgRole)}.`, mayGoBack ? goBack : undefined);
      close();
    },
  });
  const chosen = others.find((role) => role.name === operation.form.watch("orgRole"));
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {others.length > 0 ? (
          <SelectField name="orgRole" label="New role">
            <option value="">Choose a role</option>
            <RoleOptions roles={others.map((role) => role.name)} />
          </SelectField>
        ) : (
          <Notice>There is no other role that you may assign: only roles with fewer permissions than your own.</Notice>
        )}
        {chosen && <RoleDiff before={member.permissions} after={chosen.permissions} />}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        {others.length > 0 && <SubmitButton>Change role</SubmitButton>}
      </DialogFoot>
    </Form>
  );
}
