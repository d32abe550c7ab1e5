"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/organisations/portal_schema").then(({ correctOwnerInput }) => correctOwnerInput);

export interface CorrectOwnerDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: { id: string; name: string };
  correct: (input: { organisation: string; email: string }) => Promise<Outcome<unknown>>;
}

/** Another address for an owner who hasn’t set up the account. Fetched on demand. */
export default function CorrectOwnerDialog(props: CorrectOwnerDialogProps) {
  const { open, onOpenChange, organisation } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Correct the owner’s address of ${organisation.name}`}
      description="The organisation goes to the account of the new address, and the link sent before stops working."
    >
      <CorrectOwnerForm {...props} />
    </Dialog>
  );
}

function CorrectOwnerForm({ onOpenChange, organisation, correct }: CorrectOwnerDialogProps) {
  const operation = useOperationForm({
    schema,
    action: correct,
    defaultValues: { organisation: organisation.id, email: "" },
    onSuccess(_, { email }) {
      say(`${organisation.name} is now for ${email}.`);
      onOpenChange(false);
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="email" label="New e-mail address" type="email" autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
