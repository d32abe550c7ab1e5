"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { CodesDialog, type CodesDialogProps } from "@/components/second_factors/codes-dialog";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/organisations/schema").then((schemas) => schemas.nothing);

export interface RecoveryDialogProps extends CodesDialogProps {
  make: (input: Record<string, never>) => Promise<Outcome<{ recoveryCodes: string[] }>>;
}

/** Opened only by its button, which loads it on demand. */
export default function RecoveryDialog({ make, ...rest }: RecoveryDialogProps) {
  return (
    <CodesDialog
      {...rest}
      title="Create new recovery codes?"
      description="You get ten new ones. Those that you have stop working."
    >
      {(finish, close) => <Ask make={make} finish={finish} close={close} />}
    </CodesDialog>
  );
}

interface AskProps extends Pick<RecoveryDialogProps, "make"> {
  finish: (codes: string[]) => void;
  close: () => void;
}

function Ask({ make, finish, close }: AskProps) {
  const operation = useOperationForm({
    schema,
    action: make,
    defaultValues: {},
    onSuccess: ({ recoveryCodes }) => finish(recoveryCodes),
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
