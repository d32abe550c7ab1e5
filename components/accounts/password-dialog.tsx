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

/** Opened by `AccountButtons` alone, which fetches it when it is wanted. */
export default function PasswordDialog({ open, onOpenChange, change }: PasswordDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change your password"
      description="You stay signed in here and are signed out everywhere else. Your access tokens go on working."
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
      say("Your password is changed.");
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <PasswordField name="current" label="Password until now" autoComplete="current-password" />
        <PasswordField name="password" label="New password" hint="At least 10 characters" autoComplete="new-password" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Change the password</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
