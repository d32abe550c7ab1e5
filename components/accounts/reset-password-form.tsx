"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSession } from "@/components/sign_in/open-session";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.resetPasswordInput);

interface ResetPasswordFormProps {
  token: string;
  reset: (input: { token: string; password: string }) => Promise<Outcome<{ email: string }>>;
}

export function ResetPasswordForm({ token, reset }: ResetPasswordFormProps) {
  const operation = useOperationForm({
    schema,
    action: reset,
    defaultValues: { token, password: "" },
    async onSuccess({ email }, { password }) {
      const opened = await openSession({ email, password });
      goTo(opened.ok ? "/dashboard" : "/sign-in");
    },
  });
  return (
    <Form operation={operation}>
      <PasswordField name="password" label="New password" hint="At least 10 characters" autoComplete="new-password" />
      <FormError />
      <SubmitButton>Save password</SubmitButton>
    </Form>
  );
}
