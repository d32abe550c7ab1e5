"use client";

import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import {
  encryptionWords,
  type ListedSmtpServer,
  type SmtpServerActions,
  type SmtpServerInput,
} from "@/components/smtp_servers/actions";
import { RecipientFields } from "@/components/smtp_servers/recipient-fields";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";

type Schema = ZodType<unknown, SmtpServerInput>;
const createSchema = () =>
  import("@/lib/smtp_servers/schema").then((schemas) => schemas.createSmtpServerInput as unknown as Schema);
const updateSchema = () =>
  import("@/lib/smtp_servers/schema").then((schemas) => schemas.updateSmtpServerInput as unknown as Schema);

export interface SmtpServerDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  /** The SMTP server to edit; left out for a new one. */
  provider?: ListedSmtpServer;
  actions: SmtpServerActions;
}

/** The form of an SMTP server. Fetched on demand. */
export default function SmtpServerDialog({ open, onOpenChange, provider, ...rest }: SmtpServerDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={provider ? `Edit ${provider.name}` : "New SMTP server"}
      description="Your mail provider can tell you these settings."
    >
      <SmtpServerForm {...rest} provider={provider} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Pick<SmtpServerDialogProps, "organisation" | "provider" | "actions"> & { close: () => void };

function SmtpServerForm({ organisation, provider, actions, close }: FormProps) {
  const operation = useOperationForm<SmtpServerInput, unknown, { name: string }>({
    schema: provider ? updateSchema : createSchema,
    action: (input) => (provider ? actions.update({ ...input, provider: provider.id }) : actions.create(input)),
    defaultValues: {
      organisation,
      ...(provider && { provider: provider.id }),
      name: provider?.name ?? "",
      host: provider?.host ?? "",
      port: provider?.port ?? 587,
      encryption: provider?.encryption ?? "starttls",
      username: provider?.username ?? "",
      password: "",
      fromAddress: provider?.fromAddress ?? "",
      recipients: provider?.recipients ?? [""],
    },
    onSuccess({ name }) {
      say(
        provider ? `The SMTP server ${name} was saved.` : `The SMTP server ${name} was added. Send a test mail next.`,
      );
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="For your own reference." autoComplete="off" />
        <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-3">
          <TextField name="host" label="Host" placeholder="mail.example.org" autoComplete="off" mono />
          <TextField name="port" label="Port" inputMode="numeric" autoComplete="off" mono />
        </div>
        <SelectField
          name="encryption"
          label="Encryption"
          hint="Usually STARTTLS on port 587, implicit TLS on port 465."
        >
          {Object.entries(encryptionWords).map(([encryption, words]) => (
            <option key={encryption} value={encryption}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField
          name="username"
          label="User name"
          hint="Leave user name and password empty if the server needs none."
          autoComplete="off"
          mono
        />
        <PasswordField
          name="password"
          label="Password"
          hint={
            provider?.username
              ? "Leave empty to keep the current one. Enter it again for a new host, port or user name."
              : "Stored encrypted and never shown again."
          }
          autoComplete="new-password"
        />
        <TextField
          name="fromAddress"
          label="Sender address"
          hint="The server must allow you to send from it."
          inputMode="email"
          autoComplete="off"
        />
        <RecipientFields before={provider?.recipients.length ?? 1} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{provider ? "Save" : "Add SMTP server"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
