"use client";

import { useRouter } from "next/navigation";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type CheckHandle, HandleField } from "@/components/organisations/handle-field";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/organisations/schema").then((schemas) => schemas.updateOrganisationInput);

interface Input {
  organisation: string;
  name?: string;
  handle?: string;
}
interface Names {
  name: string;
  handle: string;
}
interface RenameFormProps extends Names {
  organisation: string;
  update: (input: Input) => Promise<Outcome<Names & { before: Names }>>;
  checkHandle: CheckHandle;
}
export interface RenameDialogProps extends RenameFormProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Opened only by `RenameButton`, which loads it on demand. */
export default function RenameDialog({ open, onOpenChange, ...rest }: RenameDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Rename ${rest.name}`}>
      <RenameForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RenameForm({
  organisation,
  name,
  handle,
  update,
  checkHandle,
  close,
}: RenameFormProps & { close: () => void }) {
  const router = useRouter();
  const operation = useOperationForm({
    schema,
    action: update,
    defaultValues: { organisation, name, handle },
    onSuccess(saved) {
      const { before } = saved;
      close();
      if (isSame(saved, before)) return say("Nothing changed.");
      const words = saved.handle === before.handle ? "Saved." : `Saved. ${before.handle} redirects here for 90 days.`;
      say(words, () => goBack(saved, before));
      follow(before.handle, saved.handle);
    },
  });

  /** Moves the open page from below the old handle to below the new one. */
  const follow = (from: string, to: string) => {
    const [before, after] = [from, to].map((each) => `/dashboard/organisations/${each}`);
    if (from === to || !location.pathname.startsWith(`${before}/`)) router.refresh();
    else router.replace(`${after}${location.pathname.slice(before?.length)}${location.search}`);
  };
  /** Restores what the save replaced, which may be newer than what this page had loaded. */
  const goBack = async (from: Names, to: Names) => {
    const back = await undo(
      update({ organisation, name: to.name, handle: to.handle }),
      `The name is ${to.name} again.`,
    );
    if (back) follow(from.handle, to.handle);
  };

  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="organization" />
        <HandleField
          check={checkHandle}
          current={handle}
          hint="Used in URLs. After a change, the old one redirects here for 90 days and nobody else can take it."
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

function isSame(one: Names, other: Names): boolean {
  return one.name === other.name && one.handle === other.handle;
}
