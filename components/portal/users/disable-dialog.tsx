"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/users/schema").then(({ disableUserInput }) => disableUserInput);

export interface DisableDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  user: { id: string; name: string };
  disable: (input: { user: string; reason: string }) => Promise<Outcome<unknown>>;
}

/** Asks for the reason. Fetched on demand. */
export default function DisableDialog({ open, onOpenChange, ...given }: DisableDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Disable the account of ${given.user.name}?`}
      description="Nothing of it works from then on: no sign-in, no session, no access token. Memberships and organisations stay, and you can enable the account again."
    >
      <DisableForm {...given} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type DisableFormProps = Omit<DisableDialogProps, "open" | "onOpenChange"> & { close: () => void };

function DisableForm({ user: { id, name }, disable, close }: DisableFormProps) {
  const operation = useOperationForm({
    schema,
    action: disable,
    defaultValues: { user: id, reason: "" },
    onSuccess() {
      say(`The account of ${name} is disabled.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="reason" label="Reason" hint="Only portal administrators see it." autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton variant="danger">Disable account</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
