"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.requestResetInput);

interface RequestLinkFormProps {
  email?: string;
  request: (input: { email: string }) => Promise<Outcome<{ email: string }>>;
  /** The title of what it says afterwards. */
  title: string;
  /** What happened if there is such an account, after "If there is an account with …, ". */
  happened: string;
}

/** Asks for a link to an account, and says the same whether or not there is one. */
export function RequestLinkForm({ email = "", request, title, happened }: RequestLinkFormProps) {
  const [askedFor, setAskedFor] = useState<string>();
  const operation = useOperationForm({
    schema,
    action: request,
    defaultValues: { email },
    onSuccess: (answer) => setAskedFor(answer.email),
  });
  if (askedFor)
    return (
      <Notice tone="good" role="status" title={title}>
        If there is an account with {askedFor}, {happened}
      </Notice>
    );
  return (
    <Form operation={operation}>
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
      <FormError />
      <SubmitButton>Send link</SubmitButton>
    </Form>
  );
}
