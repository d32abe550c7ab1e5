"use client";

import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
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

/** Opened by `AccountButtons` alone, which fetches it when it is wanted. */
export default function RenameDialog({ open, onOpenChange, ...rest }: RenameDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change your name"
      description="Others see it from then on. What the activity already says keeps the name that you had."
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
      if (name === former) say("Nothing was changed.");
      else say(`You are now ${name}.`, () => void undo(rename({ name: former }), `You are ${former} again.`));
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
        <SubmitButton>Save the name</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
