"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/passkeys/schema").then((schemas) => schemas.renamePasskeyInput);

export interface RenamePasskeyProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  passkey: { id: string; name: string };
  rename: (input: { passkey: string; name: string }) => Promise<Outcome<{ name: string }>>;
}

/** Opened only by the menu, which loads it on demand. */
export default function RenamePasskey({ open, onOpenChange, ...rest }: RenamePasskeyProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Rename passkey" description="Only you see its name.">
      <RenameForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RenameForm({
  passkey,
  rename,
  close,
}: Pick<RenamePasskeyProps, "passkey" | "rename"> & { close: () => void }) {
  const operation = useOperationForm({
    schema,
    action: rename,
    defaultValues: { passkey: passkey.id, name: passkey.name },
    onSuccess({ name }) {
      say(`The passkey is now ${name}.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
