"use client";

import type { ZodType } from "zod";
import { SelectField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import {
  encryptionWords,
  type ListedProvider,
  type ProviderActions,
  type ProviderInput,
} from "@/components/providers/providing";
import { RecipientFields } from "@/components/providers/recipient-fields";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog";
import { say } from "@/components/ui/toast";

type Schema = ZodType<unknown, ProviderInput>;
const createSchema = () =>
  import("@/lib/providers/schema").then((schemas) => schemas.createProviderInput as unknown as Schema);
const updateSchema = () =>
  import("@/lib/providers/schema").then((schemas) => schemas.updateProviderInput as unknown as Schema);

export interface ProviderDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  /** The mail server that is changed; left out for a new one. */
  provider?: ListedProvider;
  actions: ProviderActions;
}

/** The editor of a mail server. Fetched on demand by whoever opens it. */
export default function ProviderDialog({ open, onOpenChange, provider, ...rest }: ProviderDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={provider ? `Change the mail server ${provider.name}` : "New mail server"}
      description="Whoever runs the mail server can tell you what belongs here."
    >
      <ProviderForm {...rest} provider={provider} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Pick<ProviderDialogProps, "organisation" | "provider" | "actions"> & { close: () => void };

function ProviderForm({ organisation, provider, actions, close }: FormProps) {
  const operation = useOperationForm<ProviderInput, unknown, { name: string }>({
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
