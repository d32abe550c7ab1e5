"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo } from "@/components/sign_in/open-session";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/second_factors/schema").then((schemas) => schemas.codeInput);

interface CodeFormProps {
  /** Where to go afterwards; a path of this portal. */
  next: string;
  confirm: (input: { code: string }) => Promise<Outcome<unknown>>;
}

/** The code of an authenticator app, for a session that lacks its second factor. */
export function CodeForm({ next, confirm }: CodeFormProps) {
  const operation = useOperationForm({
    schema,
    action: confirm,
    defaultValues: { code: "" },
    onSuccess: () => goTo(next),
  });
  return (
    <Form operation={operation}>
      <TextField
        name="code"
        label="Code"
        hint="Six digits, from your authenticator app"
        inputMode="numeric"
        autoComplete="one-time-code"
        mono
      />
      <FormError />
      <SubmitButton>Confirm</SubmitButton>
    </Form>
  );
}
