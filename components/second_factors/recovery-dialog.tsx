"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { RecoveryCodes } from "@/components/second_factors/recovery-codes";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/organisations/schema").then((schemas) => schemas.nothing);

export interface RecoveryDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  make: (input: Record<string, never>) => Promise<Outcome<{ recoveryCodes: string[] }>>;
  onDone: () => void;
}

/** Opened only by its button, which loads it on demand. */
export default function RecoveryDialog({ open, onOpenChange, make, onDone }: RecoveryDialogProps) {
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    onOpenChange(false);
    if (codes) onDone();
    setCodes(undefined);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => (now ? onOpenChange(true) : close())}
      staysOpen={codes !== undefined}
      title={codes ? "Recovery codes" : "Create new recovery codes?"}
      description={
        codes ? "Keep them where only you find them." : "You get ten new ones. Those that you have stop working."
      }
    >
      {codes ? <RecoveryCodes codes={codes} close={close} /> : <Ask make={make} made={setCodes} close={close} />}
    </Dialog>
  );
}

interface AskProps extends Pick<RecoveryDialogProps, "make"> {
  made: (codes: string[]) => void;
  close: () => void;
}

function Ask({ make, made, close }: AskProps) {
  const operation = useOperationForm({
    schema,
    action: make,
    defaultValues: {},
    onSuccess: ({ recoveryCodes }) => made(recoveryCodes),
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Create recovery codes</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
