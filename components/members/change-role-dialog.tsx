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

/** Opened by `useMemberActions` alone, which fetches it when it is wanted. */
export default function ChangeRoleDialog({ open, onOpenChange, place, member }: ChangeRoleDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      picture={<Person id={member.userId} name={member.name} avatar={member.avatar} size="large" />}
      title={`Change the role of ${member.name}`}
      description={`${roleName(member.orgRole)} until now. A change counts from their next request on, for their access tokens too.`}
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
      // A role that one may not give isn't given back either.
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
          <Notice>There is no other role that you may give: only such as allow less than your own.</Notice>
        )}
        {chosen && <RoleDiff before={member.permissions} after={chosen.permissions} />}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        {others.length > 0 && <SubmitButton>Change the role</SubmitButton>}
      </DialogFoot>
    </Form>
  );
}
