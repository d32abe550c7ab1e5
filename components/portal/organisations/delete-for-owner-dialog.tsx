"use client";

import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { LifeActions, NamedOrganisation } from "@/components/portal/organisations/actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { exactDay } from "@/components/ui/layout/time-words";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";

interface DeletionProps {
  organisation: NamedOrganisation;
  remove: LifeActions["delete"];
}
export interface DeleteForOwnerDialogProps extends DeletionProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Deletes somebody’s organisation, also their last one. Fetched on demand. */
export default function DeleteForOwnerDialog({ open, onOpenChange, ...rest }: DeleteForOwnerDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Delete ${rest.organisation.name}?`}
      description="Its members lose access now, its servers stop and its zones are no longer served."
    >
      <DeleteForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

const wrong = "This isn’t the organisation’s handle. Enter the handle to confirm.";

function DeleteForm({ organisation: { id, handle, name }, remove, close }: DeletionProps & { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [permanent, setPermanent] = useState(false);
  const [error, setError] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [run, pending] = useAction();
  const done = ({ purgeAt }: { purgeAt: Date }) => {
    say(
      purgeAt > new Date()
        ? `${name} was deleted. It can be restored until ${exactDay(purgeAt)}.`
        : `${name} was deleted. Everything in it is being removed.`,
    );
    close();
  };
  const go = () => {
    setRefusal(undefined);
    if (typed.trim().toLowerCase() !== handle) return setError(wrong);
    run(() => remove({ organisation: id, permanent }), done, setRefusal);
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
        <p className="text-sm text-ink-soft" role="status">
          {permanent
            ? "This can’t be undone: everything in it is removed right away."
            : "Its owner and you can restore it for some days. Then everything in it is removed."}
        </p>
        <Checkbox
          label="Delete for good now, without the time to restore it"
          checked={permanent}
          onChange={({ target }) => setPermanent(target.checked)}
        />
        <Field
          label={
            <>
              Type <code>{handle}</code> to confirm
            </>
          }
          error={error}
        >
          {(control) => (
            <Input
              {...control}
              mono
              autoComplete="off"
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
        {refusal && (
          <Notice tone="bad" role="alert">
            {refusal}
          </Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Keep it</Button>
        <Button type="submit" variant="danger" busy={pending}>
          {permanent ? `Delete ${name} for good` : `Delete ${name}`}
        </Button>
      </DialogFoot>
    </form>
  );
}
