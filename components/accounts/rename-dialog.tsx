"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.renameInput);

export interface RenameDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  name: string;
  rename: (input: { name: string }) => Promise<Outcome<{ name: string }>>;
}

/** Opened only by its button, which loads it on demand. */
export default function RenameDialog({ open, onOpenChange, ...rest }: RenameDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Edit name"
      description="Others see it from now on. Past activity keeps your previous name."
    >
      <RenameForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RenameForm({
  name: former,
  rename,
  close,
}: Pick<RenameDialogProps, "name" | "rename"> & { close: () => void }) {
  const operation = useOperationForm({
    schema,
    action: rename,
    defaultValues: { name: former },
    onSuccess({ name }) {
      if (name === former) say("Nothing changed.");
      else say(`Your name is now ${name}.`, () => void undo(rename({ name: former }), `Your name is ${former} again.`));
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="name" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
