"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface Input {
  organisation: string;
  domain: string;
}

const schema = () => import("@/lib/mail_domains/schema").then((schemas) => schemas.addMailDomainInput);

interface AddDomainFormProps {
  organisation: string;
  add: (input: Input) => Promise<Outcome<{ domain: string; proof: string | null }>>;
}

export function AddDomainForm({ organisation, add }: AddDomainFormProps) {
  const operation = useOperationForm<Input, unknown, { domain: string; proof: string | null }>({
    schema,
    action: add,
    defaultValues: { organisation, domain: "" },
    onSuccess({ domain, proof }) {
      operation.form.reset();
      say(proof ? `${domain} was added and is verified by its zone.` : `${domain} was added. Add the TXT record next.`);
    },
  });
  return (
    <Form operation={operation} className="justify-items-start">
      <div className="w-full">
        <TextField
          name="domain"
          label="Add a mail domain"
          hint="What is behind the @ of your addresses. An active zone of this name in your organisation verifies it at once."
          placeholder="example.org"
          autoComplete="off"
          inputMode="url"
          mono
        />
      </div>
      <FormError />
      <SubmitButton>Add domain</SubmitButton>
    </Form>
  );
}
