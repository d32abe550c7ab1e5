"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type BeginCreation, createCredential } from "@/components/passkeys/ceremony";
import { RecoveryCodes } from "@/components/second_factors/recovery-codes";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/passkeys/schema").then((schemas) => schemas.passkeyNameInput);

export interface PasskeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  begin: BeginCreation;
  register: (input: { name: string; credential: string }) => Promise<Outcome<{ recoveryCodes: string[] | null }>>;
  /** Whether it is the account's first second factor. */
  isFirst: boolean;
  /** Refreshes the page: while the codes are shown it must not change. */
  onDone: () => void;
}

/** Opened only by its button, which loads it on demand. */
export default function PasskeyDialog({ open, onOpenChange, onDone, isFirst, ...rest }: PasskeyDialogProps) {
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    onOpenChange(false);
    if (codes) onDone();
    setCodes(undefined);
  };
  const added = (name: string, made: string[] | null) => {
    say(`Passkey ${name} added.`);
    if (made) return setCodes(made);
    onOpenChange(false);
    onDone();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => (now ? onOpenChange(true) : close())}
      staysOpen={codes !== undefined}
      title={codes ? "Recovery codes" : "Add a passkey"}
      description={
        codes
          ? "Keep them where only you find them."
          : `Your browser then asks where to keep it.${isFirst ? " From then on, any other way to sign in asks for it as a second factor." : ""}`
      }
    >
      {codes ? <RecoveryCodes codes={codes} close={close} /> : <Add {...rest} added={added} close={close} />}
    </Dialog>
  );
}

interface AddProps extends Pick<PasskeyDialogProps, "begin" | "register"> {
  added: (name: string, codes: string[] | null) => void;
  close: () => void;
}

function Add({ begin, register, added, close }: AddProps) {
  const operation = useOperationForm({
    schema,
    action: async ({ name }: { name: string }) => {
      const made = await createCredential(begin);
      return made.ok ? register({ name, credential: made.data }) : made;
    },
    defaultValues: { name: "" },
    onSuccess: ({ recoveryCodes }, { name }) => added(name, recoveryCodes),
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
