"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import type { ConfirmDialogProps } from "@/components/ui/dialog/confirm-dialog-props";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Losses } from "@/components/ui/dialog/losses";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Notice } from "@/components/ui/message/notice";

/** The content of `ConfirmDialog`, loaded on demand; imported only by it. */
export default function ConfirmPanel({ open, onOpenChange, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} danger {...rest}>
      <ConfirmBody onOpenChange={onOpenChange} {...rest} />
    </Dialog>
  );
}

type BodyProps = Omit<ConfirmDialogProps, "open" | "title" | "description" | "picture">;

function ConfirmBody(props: BodyProps) {
  const { onOpenChange, losses, warning, stays, typed, confirm, keep = "Keep it", act, onDone } = props;
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [run, pending] = useAction();
  const ready = typed === undefined || text.trim() === typed;
  const go = () => {
    if (!ready || pending) return;
    setRefusal(undefined);
    const done = () => {
      onDone?.();
      onOpenChange(false);
    };
    run(act, done, setRefusal);
  };
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <DialogBody>
        {losses && <Losses losses={losses} />}
        {warning && <Notice tone="warn">{warning}</Notice>}
        {stays && <p className="text-sm text-ink-soft">{stays}</p>}
        {typed !== undefined && (
          <Field
            label={
              <>
                Type <code>{typed}</code> to confirm
              </>
            }
          >
            {(control) => (
              <Input {...control} mono autoComplete="off" value={text} onChange={(e) => setText(e.target.value)} />
            )}
          </Field>
        )}
        {refusal && (
          <Notice tone="bad" role="alert">
            {refusal}
          </Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => onOpenChange(false)}>{keep}</Button>
        <Button type="submit" variant="danger" busy={pending} aria-disabled={ready ? undefined : true}>
          {confirm}
        </Button>
      </DialogFoot>
    </form>
  );
}
