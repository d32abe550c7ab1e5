"use client";

import type { ZodType } from "zod";
import { SelectField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
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
  /** The mail server that is changed; left out for a new one. */
  provider?: ListedSmtpServer;
  actions: SmtpServerActions;
}

/** The editor of a mail server. Fetched on demand by whoever opens it. */
export default function SmtpServerDialog({ open, onOpenChange, provider, ...rest }: SmtpServerDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={provider ? `Change the mail server ${provider.name}` : "New mail server"}
      description="Whoever runs the mail server can tell you what belongs here."
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
      say(provider ? `The mail server ${name} is changed.` : `The mail server ${name} is added. Try it next.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="How you tell it from others." autoComplete="off" />
        <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-3">
          <TextField name="host" label="Host" placeholder="mail.example.org" autoComplete="off" mono />
          <TextField name="port" label="Port" inputMode="numeric" autoComplete="off" mono />
        </div>
        <SelectField
          name="encryption"
          label="Encryption"
          hint="STARTTLS is usual on port 587, TLS from the start on port 465."
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
          hint="Leave it and the password empty if the server asks for none."
          autoComplete="off"
          mono
        />
        <PasswordField
          name="password"
          label="Password"
          hint={
            provider?.username
              ? "Empty keeps the stored one. A new host, port or user name needs it again."
              : "It is stored encrypted, and never shown again."
          }
          autoComplete="new-password"
        />
        <TextField
          name="fromAddress"
          label="Sender’s address"
          hint="The server must allow you to send from it."
          inputMode="email"
          autoComplete="off"
        />
        <RecipientFields before={provider?.recipients.length ?? 1} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{provider ? "Change the mail server" : "Add the mail server"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
