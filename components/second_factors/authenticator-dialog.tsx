"use client";

import { useEffect, useRef, useState } from "react";
import { failureWords } from "@/components/forms/answer";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { CodesDialog, type CodesDialogProps } from "@/components/second_factors/codes-dialog";
import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { QrCode } from "@/components/ui/layout/qr-code";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/second_factors/schema").then((schemas) => schemas.codeInput);

interface Begun {
  secret: string;
  uri: string;
  qr: { size: number; path: string };
}
export interface AuthenticatorDialogProps extends CodesDialogProps {
  begin: (input: Record<string, never>) => Promise<Outcome<Begun>>;
  confirm: (input: { code: string }) => Promise<Outcome<{ recoveryCodes: string[] | null }>>;
}

/** Opened only by its button, which loads it on demand. */
export default function AuthenticatorDialog({ begin, confirm, ...rest }: AuthenticatorDialogProps) {
  return (
    <CodesDialog
      {...rest}
      title="Set up authenticator app"
      description="Scan the QR code with the app, then enter the code that it shows."
    >
      {(finish, close) => <SetUp begin={begin} confirm={confirm} finish={finish} close={close} />}
    </CodesDialog>
  );
}

interface SetUpProps extends Pick<AuthenticatorDialogProps, "begin" | "confirm"> {
  finish: (codes: string[] | null) => void;
  close: () => void;
}

function SetUp({ begin, confirm, finish, close }: SetUpProps) {
  const [begun, setBegun] = useState<Begun>();
  const [problem, setProblem] = useState<string>();
  const started = useRef(false);
  useEffect(() => {
    // Each call makes another secret: one for each opening of the dialog.
    if (started.current) return;
    started.current = true;
    begin({}).then(
      (outcome) => (outcome.ok ? setBegun(outcome.data) : setProblem(outcome.error.message)),
      (error) => setProblem(failureWords(error)),
    );
  }, [begin]);
  const operation = useOperationForm({
    schema,
    action: confirm,
    defaultValues: { code: "" },
    onSuccess: ({ recoveryCodes }) => {
      say("Authenticator app added.");
      finish(recoveryCodes);
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {problem && (
          <Notice tone="bad" role="alert">
            {problem}
          </Notice>
        )}
        {!begun && !problem && <p role="status">Preparing…</p>}
        {begun && (
          <>
            <QrCode code={begun.qr} label="QR code for your authenticator app" className="size-48" />
            <CopyField
              label="Or enter this key in the app"
              value={begun.secret.replace(/(.{4})(?=.)/g, "$1 ")}
              copyLabel="Copy key"
            />
            <a href={begun.uri}>Open in an app on this device</a>
            <TextField
              name="code"
              label="Code"
              hint="Six digits"
              inputMode="numeric"
              autoComplete="one-time-code"
              mono
            />
          </>
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton disabled={!begun}>Confirm code</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
