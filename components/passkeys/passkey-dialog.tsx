"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type BeginCreation, createCredential } from "@/components/passkeys/ceremony";
import { CodesDialog, type CodesDialogProps } from "@/components/second_factors/codes-dialog";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/passkeys/schema").then((schemas) => schemas.passkeyNameInput);

export interface PasskeyDialogProps extends CodesDialogProps {
  begin: BeginCreation;
  register: (input: { name: string; credential: string }) => Promise<Outcome<{ recoveryCodes: string[] | null }>>;
  /** Whether it is the account's first second factor. */
  isFirst: boolean;
}

/** Opened only by its button, which loads it on demand. */
export default function PasskeyDialog({ begin, register, isFirst, ...rest }: PasskeyDialogProps) {
  return (
    <CodesDialog
      {...rest}
      title="Add a passkey"
      description={`Your browser then asks where to keep it.${isFirst ? " From then on, any other way to sign in asks for it as a second factor." : ""}`}
    >
      {(finish, close) => <Add begin={begin} register={register} finish={finish} close={close} />}
    </CodesDialog>
  );
}

interface AddProps extends Pick<PasskeyDialogProps, "begin" | "register"> {
  finish: (codes: string[] | null) => void;
  close: () => void;
}

function Add({ begin, register, finish, close }: AddProps) {
  const operation = useOperationForm({
    schema,
    action: async ({ name }: { name: string }) => {
      const made = await createCredential(begin);
      return made.ok ? register({ name, credential: made.data }) : made;
    },
    defaultValues: { name: "" },
    onSuccess: ({ recoveryCodes }, { name }) => {
      say(`Passkey ${name} added.`);
      finish(recoveryCodes);
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="Where you keep it, for example your phone" autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Add passkey</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
