"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useAction } from "@/components/forms/use-action";
import { useAnswer } from "@/components/forms/use-answer";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { PortalActions } from "@/components/transfers/actions";
import { endWords, type ShownTransfer } from "@/components/transfers/transfer-words";
import { Button } from "@/components/ui/button/button";
import { RetryButton } from "@/components/ui/button/retry-button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import { transferHours } from "@/lib/limits";

const schema = () => import("@/lib/transfers/schema").then((schemas) => schemas.beginTransferInput);

interface TransferFormProps {
  organisation: string;
  name: string;
  actions: PortalActions;
}
export interface TransferDialogProps extends TransferFormProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Opened only by `TransferButton`, which loads it on demand. */
export default function TransferDialog({ open, onOpenChange, ...rest }: TransferDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Transfer ${rest.name}`}
      description={`For an organisation whose owner is gone. The owner is told at once, and can object for ${transferHours} hours; then the member is the owner, and the owner an admin.`}
    >
      <TransferBody {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type BodyProps = TransferFormProps & { close: () => void };

/** Reads first whether one is pending: then it can only be cancelled. */
function TransferBody(props: BodyProps) {
  const { organisation, actions, close } = props;
  const { data: last, refusal, retry } = useAnswer(() => actions.read({ organisation }));
  if (last?.state === "pending") return <PendingTransfer {...props} transfer={last} />;
  if (last !== undefined) return <BeginForm {...props} last={last} />;
  return (
    <>
      <DialogBody>
        {refusal ? (
          <Notice tone="bad" role="alert" actions={<RetryButton retry={retry} />}>
            {refusal}
          </Notice>
        ) : (
          <p role="status">Loading…</p>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Close</Button>
      </DialogFoot>
    </>
  );
}

function BeginForm({ organisation, name, actions, close, last }: BodyProps & { last: ShownTransfer | null }) {
  const operation = useOperationForm({
    schema,
    action: actions.begin,
    defaultValues: { organisation, userId: "", reason: "" },
    onSuccess({ receiver }) {
      say(`${receiver.name} becomes the owner of ${name} in ${transferHours} hours, unless the owner objects.`);
      close();
    },
  });
  const ended = last && endWords(last);
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {ended && <Notice title="Last transfer">{ended}</Notice>}
        <TextField name="userId" label="New owner" hint="The e-mail address of a member." autoComplete="off" />
        <TextField name="reason" label="Reason" hint="Shown to both of them, and logged." autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton variant="danger">Begin transfer</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

function PendingTransfer({ organisation, actions, close, transfer }: BodyProps & { transfer: ShownTransfer }) {
  const [refusal, setRefusal] = useState<string>();
  const [run, pending] = useAction();
  const { kind, owner, receiver, endsAt, reason } = transfer;
  const cancel = () =>
    run(
      () => actions.cancel({ organisation }),
      () => {
        say("The transfer was cancelled.");
        close();
      },
      setRefusal,
    );
  return (
    <>
      <DialogBody>
        {kind === "offer" ? (
          <p>
            {owner.name} has offered it to {receiver.name}, who can accept until <ExactTime at={endsAt} />. Wait for the
            answer.
          </p>
        ) : (
          <p>
            {receiver.name} becomes the owner on <ExactTime at={endsAt} />, unless {owner.name} objects. Reason:{" "}
            {reason}
          </p>
        )}
        {refusal && (
          <Notice tone="bad" role="alert">
            {refusal}
          </Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Close</Button>
        {kind === "portal" && (
          <Button variant="danger" busy={pending} onClick={cancel}>
            Cancel transfer
          </Button>
        )}
      </DialogFoot>
    </>
  );
}
