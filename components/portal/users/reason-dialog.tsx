"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/users/schema").then(({ withReasonInput }) => withReasonInput);

export interface ReasonDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  user: string;
  title: string;
  description: string;
  /** Who reads the reason. */
  hint: string;
  confirm: string;
  /** What is said after success. */
  said: string;
  act: (input: { user: string; reason: string }) => Promise<Outcome<unknown>>;
}

/** Asks for the reason. Fetched on demand. */
export default function ReasonDialog({ open, onOpenChange, title, description, ...given }: ReasonDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} danger title={title} description={description}>
      <ReasonForm {...given} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type ReasonFormProps = Omit<ReasonDialogProps, "open" | "onOpenChange" | "title" | "description"> & {
  close: () => void;
};

function ReasonForm({ user, hint, confirm, said, act, close }: ReasonFormProps) {
  const operation = useOperationForm({
    schema,
    action: act,
    defaultValues: { user, reason: "" },
    onSuccess() {
      say(said);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="reason" label="Reason" hint={hint} autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton variant="danger">{confirm}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
