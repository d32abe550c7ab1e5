"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ZodType } from "zod";
import { CheckboxField, SelectField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { formatWords, type ListedWebhook, type WebhookActions, type WebhookInput } from "@/components/webhooks/actions";

type Schema = ZodType<unknown, WebhookInput>;
const createSchema = () =>
  import("@/lib/webhooks/schema").then((schemas) => schemas.createWebhookInput as unknown as Schema);
const updateSchema = () =>
  import("@/lib/webhooks/schema").then((schemas) => schemas.updateWebhookInput as unknown as Schema);

export interface WebhookDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  /** The webhook that is changed; left out for a new one. */
  webhook?: ListedWebhook;
  actions: WebhookActions;
}

/** The editor of a webhook, which shows a secret that was made, once. Fetched on demand by whoever opens it. */
export default function WebhookDialog({ open, onOpenChange, webhook, ...rest }: WebhookDialogProps) {
  const [made, setMade] = useState<string>();
  const router = useRouter();
  const turn = (open: boolean) => {
    if (!open) setMade(undefined);
    onOpenChange(open);
    // Only now: what is made is listed once its secret was seen.
    if (!open && !webhook) router.refresh();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      title={made ? "The webhook’s secret" : webhook ? `Change the webhook ${webhook.name}` : "New webhook"}
      description={
        made
          ? "Your program checks each message’s signature with it. Copy it now: it is never shown again."
          : "Where what happens here is told. You choose which events afterwards; a new one is told all of them."
      }
    >
      {made ? (
        <>
          <DialogBody>
            <CopyField label="Secret" value={made} copyLabel="Copy the secret" />
          </DialogBody>
          <DialogFoot>
            <Button variant="main" onClick={() => turn(false)}>
              Done
            </Button>
          </DialogFoot>
        </>
      ) : (
        <WebhookForm {...rest} webhook={webhook} show={setMade} close={() => turn(false)} />
      )}
    </Dialog>
  );
}

type FormProps = Pick<WebhookDialogProps, "organisation" | "webhook" | "actions"> & {
  show: (secret: string) => void;
  close: () => void;
};

function WebhookForm({ organisation, webhook, actions, show, close }: FormProps) {
  const operation = useOperationForm<WebhookInput, unknown, { name: string; secret: string | null }>({
    schema: webhook ? updateSchema : createSchema,
    action: (input) => (webhook ? actions.update({ ...input, webhook: webhook.id }) : actions.create(input)),
    defaultValues: {
      organisation,
      ...(webhook && { webhook: webhook.id, newSecret: false }),
      name: webhook?.name ?? "",
      url: "",
      format: webhook?.format ?? "generic",
      secret: "",
    },
    onSuccess({ name, secret }, { format }) {
      say(webhook ? `The webhook ${name} is changed.` : `The webhook ${name} is added. Try it next.`);
      // Discord and Slack check no signature: there the address is what nobody else may know.
      if (secret && (webhook || format === "generic")) show(secret);
      else close();
    },
  });
  const stored = webhook && "Empty keeps the stored one.";
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="How you tell it from others." autoComplete="off" />
        <TextField
          name="url"
          label="Address"
          hint={stored ?? "It is stored encrypted; of it only the host is shown again."}
          placeholder={webhook ? `https://${webhook.host}/…` : "https://example.org/hook"}
          inputMode="url"
          autoComplete="off"
          mono
        />
        <SelectField name="format" label="Written for" hint="A channel’s own address makes its messages.">
          {Object.entries(formatWords).map(([format, words]) => (
            <option key={format} value={format}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField
          name="secret"
          label="Secret"
          hint={stored ?? "It signs each message. Left empty, one is made and shown once."}
          autoComplete="off"
          mono
        />
        {webhook && (
          <CheckboxField
            name="newSecret"
            label="Make a new secret"
            hint="The one before counts no more, from the next message on."
          />
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{webhook ? "Change the webhook" : "Add the webhook"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
