"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.requestResetInput);

interface RequestResetFormProps {
  requestReset: (input: { email: string }) => Promise<Outcome<{ email: string }>>;
  /** Without e-mail a portal administrator passes the link on. */
  byMail: boolean;
}

export function RequestResetForm({ requestReset, byMail }: RequestResetFormProps) {
  const [askedFor, setAskedFor] = useState<string>();
  const operation = useOperationForm({
    schema,
    action: requestReset,
    defaultValues: { email: "" },
    onSuccess: ({ email }) => setAskedFor(email),
  });
  if (askedFor)
    return (
      <Notice tone="good" role="status" title={byMail ? "Check your e-mail" : "Ask for the link"}>
        {byMail
          ? `If there is an account with ${askedFor}, we have sent it a link to choose a new password. It works for one hour.`
          : `This portal doesn’t send e-mail. If there is an account with ${askedFor}, the portal’s administrator now has a link for you.`}
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
