"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.changePasswordInput);

export interface PasswordDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  change: (input: { current: string; password: string }) => Promise<Outcome<unknown>>;
}

/** Opened only by its button, which loads it on demand. */
export default function PasswordDialog({ open, onOpenChange, change }: PasswordDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change password"
      description="You stay signed in here and are signed out everywhere else. Your access tokens keep working."
    >
      <PasswordForm change={change} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function PasswordForm({ change, close }: Pick<PasswordDialogProps, "change"> & { close: () => void }) {
  const operation = useOperationForm({
    schema,
    action: change,
    defaultValues: { current: "", password: "" },
    onSuccess() {
      say("Password changed.");
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <PasswordField name="current" label="Current password" autoComplete="current-password" />
        <PasswordField name="password" label="New password" hint="At least 10 characters" autoComplete="new-password" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Change password</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
