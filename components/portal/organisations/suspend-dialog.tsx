"use client";

import { useState } from "react";
import { useController } from "react-hook-form";
import type { ZodType } from "zod";
import { TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { SuspendedNotice } from "@/components/organisations/suspended-notice";
import type { LifeActions, NamedOrganisation, SuspensionDraft } from "@/components/portal/organisations/actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { say } from "@/components/ui/message/toast";

const schema = () =>
  import("@/lib/organisations/suspension/schema").then(
    (schemas) => schemas.suspendInput as unknown as ZodType<unknown, SuspensionDraft>,
  );

interface SuspensionProps {
  organisation: NamedOrganisation;
  /** The suspension to change. */
  suspension: { reason: string; until: Date | null } | null;
  suspend: LifeActions["suspend"];
}
export interface SuspendDialogProps extends SuspensionProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The reason and the end of a suspension, as members will read them. Fetched on demand. */
export default function SuspendDialog({ open, onOpenChange, ...rest }: SuspendDialogProps) {
  const { name } = rest.organisation;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={rest.suspension ? `Edit the suspension of ${name}` : `Suspend ${name}?`}
      description="Its members can read, but change nothing. Its servers are stopped and start again when the suspension ends."
    >
      <SuspendForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function SuspendForm({ organisation, suspension, suspend, close }: SuspensionProps & { close: () => void }) {
  const { id, name } = organisation;
  const operation = useOperationForm<SuspensionDraft, unknown, unknown>({
    schema,
    action: suspend,
    defaultValues: {
      organisation: id,
      reason: suspension?.reason ?? "",
      until: suspension?.until?.toISOString() ?? null,
    },
    onSuccess() {
      say(suspension ? "Saved." : `${name} is suspended.`);
      close();
    },
  });
  const { reason, until } = operation.form.watch();
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextareaField name="reason" label="Reason" hint="All members read it, on every page." rows={3} />
        <EndField />
        <div>
          <p className="mb-1.5 text-sm font-medium">What members will read</p>
          <SuspendedNotice name={name} reason={reason.trim() || "Reason"} until={until ? new Date(until) : null} />
        </div>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton variant={suspension ? "main" : "danger"}>{suspension ? "Save" : `Suspend ${name}`}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

/** A date and a time in the reader’s own time zone; the form’s value has the offset. */
function EndField() {
  const { field, fieldState } = useController<SuspensionDraft, "until">({ name: "until" });
  const [local, setLocal] = useState(() => (field.value ? toLocal(new Date(field.value)) : ""));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Field
      label="End (optional)"
      hint={`In your time zone, ${timeZone}. If left empty, the suspension lasts until you end it.`}
      error={fieldState.error?.message}
    >
      {(control) => (
        <Input
          {...control}
          ref={field.ref}
          name="until"
          type="datetime-local"
          value={local}
          onBlur={field.onBlur}
          onChange={({ target: { value } }) => {
            setLocal(value);
            field.onChange(value ? new Date(value).toISOString() : null);
          }}
        />
      )}
    </Field>
  );
}

function toLocal(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
