"use client";

import { type ReactNode, useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type BeginRequest, signWithPasskey } from "@/components/passkeys/ceremony";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/sessions/schema").then((schemas) => schemas.proveInput);

type Way = "passkey" | "password" | "code";
type Given =
  | { by: "passkey"; credential: string }
  | { by: "password"; password: string }
  | { by: "code"; code: string };

export interface ProveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Begins a proof by passkey. */
  begin: BeginRequest;
  prove: (input: Given) => Promise<Outcome<unknown>>;
  /** The ways that the account has. */
  readProofs: (input: Record<string, never>) => Promise<Outcome<{ ways: Way[] }>>;
  onProved: () => void;
}

/** Opened only by `ProofHost`, which loads it on demand. */
export default function ProveDialog({ open, onOpenChange, ...rest }: ProveDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Confirm that it is you"
      description="You signed in a while ago, and this can’t be left to anybody who finds your browser open. What you typed stays."
    >
      <Ways {...rest} cancel={() => onOpenChange(false)} />
    </Dialog>
  );
}

type WaysProps = Pick<ProveDialogProps, "begin" | "prove" | "readProofs" | "onProved"> & { cancel: () => void };

const offers: Record<Way, string> = {
  passkey: "Use a passkey",
  password: "Use your password",
  code: "Use your authenticator app",
};

/**
 * The form is there at once: nearly everybody has a password, and the answer only takes it away, or adds a way. A passkey comes
 * first, unless something was typed already.
 */
function Ways({ readProofs, ...rest }: WaysProps) {
  const { data, refusal } = useAnswer(() => readProofs({}));
  const [chosen, choose] = useState<Way>();
  if (data?.ways.length === 0) return <NoWay cancel={rest.cancel} />;
  const by = chosen ?? data?.ways[0] ?? "password";
  const others = data?.ways.filter((way) => way !== by) ?? [];
  return (
    <OneWay key={by} {...rest} by={by} trouble={refusal} changed={data !== undefined} onTyped={() => choose(by)}>
      {others.map((other) => (
        <Button key={other} variant="quiet" className="justify-self-start" onClick={() => choose(other)}>
          {offers[other]}
        </Button>
      ))}
    </OneWay>
  );
}

type OneWayProps = Omit<WaysProps, "readProofs"> & {
  by: Way;
  trouble?: string;
  /** It takes the place of another, and with it the focus. */
  changed: boolean;
  onTyped: () => void;
  children: ReactNode;
};

/** The browser's answer comes after the form is sent. */
const later = "-";

function OneWay({ by, begin, prove, onProved, cancel, trouble, changed, onTyped, children }: OneWayProps) {
  const operation = useOperationForm({
    schema,
    action: async (given: Given) => {
      if (given.by !== "passkey") return prove(given);
      const signed = await signWithPasskey(begin);
      return signed.ok ? prove({ by: "passkey", credential: signed.data }) : signed;
    },
    defaultValues:
      by === "passkey" ? { by, credential: later } : by === "password" ? { by, password: "" } : { by, code: "" },
    onSuccess: onProved,
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {by === "passkey" ? (
          <p>Your browser asks for the passkey, and for your fingerprint, face or PIN.</p>
        ) : by === "password" ? (
          <div onInput={onTyped}>
            <PasswordField name="password" label="Your password" autoComplete="current-password" autoFocus={changed} />
          </div>
        ) : (
          <TextField
            name="code"
            label="Code of your authenticator app"
            hint="Six digits"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus={changed}
          />
        )}
        {children}
        {trouble && <Notice tone="warn">{trouble}</Notice>}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={cancel}>Cancel</Button>
        <SubmitButton autoFocus={by === "passkey"}>
          {by === "passkey" ? "Confirm with passkey" : "Confirm"}
        </SubmitButton>
      </DialogFoot>
    </Form>
  );
}

function NoWay({ cancel }: Pick<WaysProps, "cancel">) {
  return (
    <>
      <DialogBody>
        <Notice tone="warn">
          Your account has nothing to confirm with. Sign out, sign in again, and do it within ten minutes.
        </Notice>
      </DialogBody>
      <DialogFoot>
        <Button onClick={cancel}>Close</Button>
      </DialogFoot>
    </>
  );
}
