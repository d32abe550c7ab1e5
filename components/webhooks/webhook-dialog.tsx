"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ZodType } from "zod";
import { CheckboxField, SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
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
  /** The webhook to edit; left out for a new one. */
  webhook?: ListedWebhook;
  actions: WebhookActions;
}

/** The form of a webhook, which shows a new secret once. Fetched on demand. */
export default function WebhookDialog({ open, onOpenChange, webhook, ...rest }: WebhookDialogProps) {
  const [made, setMade] = useState<string>();
  const router = useRouter();
  const turn = (open: boolean) => {
    if (!open) setMade(undefined);
    onOpenChange(open);
    // Only now: a new webhook is listed once its secret was seen.
    if (!open && !webhook) router.refresh();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      staysOpen={made !== undefined}
      title={made ? "Webhook secret" : webhook ? `Edit ${webhook.name}` : "New webhook"}
      description={
        made
          ? "Use it to verify the signature of each message. Copy it now: it won’t be shown again."
          : "Receives events of this organisation. A new webhook subscribes to all events; you can change that afterwards."
      }
    >
      {made ? (
        <>
          <DialogBody>
            <CopyField label="Secret" value={made} copyLabel="Copy secret" />
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
      say(webhook ? `The webhook ${name} was saved.` : `The webhook ${name} was added. Send a test next.`);
      // Discord and Slack check no signature: there the URL itself is the secret.
      if (secret && (webhook || format === "generic")) show(secret);
      else close();
    },
  });
  const stored = webhook && "Leave empty to keep the current one.";
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="For your own reference." autoComplete="off" />
        <TextField
          name="url"
          label="URL"
          hint={stored ?? "Stored encrypted. Only the host is shown later."}
          placeholder={webhook ? `https://${webhook.host}/…` : "https://example.org/hook"}
          inputMode="url"
          autoComplete="off"
          mono
        />
        <SelectField
          name="format"
          label="Format"
          hint="For Discord or Slack, use the incoming-webhook URL of the channel."
        >
          {Object.entries(formatWords).map(([format, words]) => (
            <option key={format} value={format}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField
          name="secret"
          label="Secret"
          hint={stored ?? "Signs each message. Leave empty to generate one; it is shown once."}
          autoComplete="off"
          mono
        />
        {webhook && (
          <CheckboxField
            name="newSecret"
            label="Generate a new secret"
            hint="The old secret stops working with the next message."
          />
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{webhook ? "Save" : "Add webhook"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
