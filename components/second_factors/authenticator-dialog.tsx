"use client";

import { useEffect, useRef, useState } from "react";
import { failureWords } from "@/components/forms/answer";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { RecoveryCodes } from "@/components/second_factors/recovery-codes";
import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/second_factors/schema").then((schemas) => schemas.codeInput);

interface Begun {
  secret: string;
  uri: string;
  qr: { size: number; path: string };
}
export interface AuthenticatorDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  begin: (input: Record<string, never>) => Promise<Outcome<Begun>>;
  confirm: (input: { code: string }) => Promise<Outcome<{ recoveryCodes: string[] | null }>>;
  /** Refreshes the page: while the codes are shown it must not change. */
  onDone: () => void;
}

/** Opened only by its button, which loads it on demand. */
export default function AuthenticatorDialog({ open, onOpenChange, onDone, ...rest }: AuthenticatorDialogProps) {
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    onOpenChange(false);
    if (codes) onDone();
    setCodes(undefined);
  };
  const confirmed = (made: string[] | null) => {
    say("Authenticator app added.");
    if (made) return setCodes(made);
    onOpenChange(false);
    onDone();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => (now ? onOpenChange(true) : close())}
      staysOpen={codes !== undefined}
      title={codes ? "Recovery codes" : "Set up authenticator app"}
      description={
        codes
          ? "Keep them where only you find them."
          : "Scan the QR code with the app, then enter the code that it shows."
      }
    >
      {codes ? <RecoveryCodes codes={codes} close={close} /> : <SetUp {...rest} confirmed={confirmed} close={close} />}
    </Dialog>
  );
}

interface SetUpProps extends Pick<AuthenticatorDialogProps, "begin" | "confirm"> {
  confirmed: (codes: string[] | null) => void;
  close: () => void;
}

function SetUp({ begin, confirm, confirmed, close }: SetUpProps) {
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
    onSuccess: ({ recoveryCodes }) => confirmed(recoveryCodes),
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
            <svg
              role="img"
              aria-label="QR code for your authenticator app"
              viewBox={`0 0 ${begun.qr.size} ${begun.qr.size}`}
              className="mx-auto size-48 rounded-panel bg-white"
              shapeRendering="crispEdges"
            >
              <path d={begun.qr.path} fill="#000" />
            </svg>
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
