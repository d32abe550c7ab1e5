"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.changeAddressInput);

export interface AddressDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The present address. */
  email: string;
  verified: boolean;
  change: (input: { email: string }) => Promise<Outcome<{ email: string }>>;
  /** Without e-mail a portal administrator passes the link on. */
  byMail: boolean;
}

/** Opened only by its button, which loads it on demand. */
export default function AddressDialog({ open, onOpenChange, email, verified, ...rest }: AddressDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change e-mail address"
      description={
        verified
          ? `The new address gets a link to confirm it. Until then ${email} stays, and it is told. It can undo the change for 72 hours afterwards.`
          : `The new address gets a link to confirm it. Until then ${email} stays.`
      }
    >
      <AddressForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type AddressFormProps = Pick<AddressDialogProps, "change" | "byMail"> & { close: () => void };

function AddressForm({ change, byMail, close }: AddressFormProps) {
  const operation = useOperationForm({
    schema,
    action: change,
    defaultValues: { email: "" },
    onSuccess({ email }) {
      say(byMail ? `Link sent to ${email}.` : "The portal’s administrator has a link for you.");
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="email" label="New e-mail address" type="email" autoComplete="email" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Send link</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
