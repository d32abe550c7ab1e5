"use client";

import { SelectField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog";
import { say, undo } from "@/components/ui/toast";
import { roleName } from "@/lib/access";
import type { Outcome } from "@/lib/errors";

const schema = () => import("@/lib/invitations/schema").then((schemas) => schemas.inviteMemberInput);

interface Input {
  organisation: string;
  email: string;
  role?: string;
}
export interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  name: string;
  /** Those below one's own. */
  roles: string[];
  /** The usual one. */
  defaultRole: string;
  byMail: boolean;
  invite: (input: Input) => Promise<Outcome<{ id: string; email: string }>>;
  /** What takes an invitation back. */
  revoke: (one: { organisation: string; invitation: string }) => Promise<Outcome<unknown>>;
}

/** Opened by `InviteButton` alone, which fetches it when it is wanted. */
export default function InviteDialog({ open, onOpenChange, name, byMail, ...rest }: InviteDialogProps) {
  const description = byMail
    ? "They get a mail with a link that works for 48 hours."
    : "This portal sends no mail: copy the link from the list and pass it on. It works for 48 hours.";
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Invite somebody to ${name}`} description={description}>
      <InviteForm {...rest} byMail={byMail} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type InviteFormProps = Pick<
  InviteDialogProps,
  "organisation" | "roles" | "defaultRole" | "byMail" | "invite" | "revoke"
> & {
  close: () => void;
};

function InviteForm({ organisation, roles, defaultRole, byMail, invite, revoke, close }: InviteFormProps) {
  const operation = useOperationForm({
    schema,
    action: invite,
    defaultValues: { organisation, email: "", role: roles.includes(defaultRole) ? defaultRole : roles[0] },
    onSuccess({ id, email }) {
      // The mail may be on its way already: its link is dead from then on, which "Undo" would promise too much for.
      const takeBack = () =>
        void undo(revoke({ organisation, invitation: id }), `The invitation of ${email} is withdrawn.`);
      say(byMail ? `Invited ${email}.` : `Invited ${email}. Copy the link from the list.`, takeBack, "Withdraw");
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="email" label="E-mail address" type="email" autoComplete="off" />
        <SelectField name="role" label="Role">
          {roles.toReversed().map((role) => (
            <option key={role} value={role}>
              {roleName(role)}
            </option>
          ))}
        </SelectField>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Invite</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
