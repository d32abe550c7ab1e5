"use client";

import { goTo, openSession } from "@/components/accounts/open-session";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.acceptProvisionInput);

interface WelcomeFormProps {
  token: string;
  /** The name that the portal’s administrator entered. */
  name: string;
  accept: (input: { token: string; name: string; password: string }) => Promise<Outcome<{ email: string }>>;
}

/** The name and the password of an account that waited for its owner. */
export function WelcomeForm({ token, name, accept }: WelcomeFormProps) {
  const operation = useOperationForm({
    schema,
    action: accept,
    defaultValues: { token, name, password: "" },
    async onSuccess({ email }, { password }) {
      const opened = await openSession({ email, password });
      goTo(opened.ok ? "/dashboard" : "/sign-in");
    },
  });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Your name" autoComplete="name" />
      <PasswordField name="password" label="Password" hint="At least 10 characters" autoComplete="new-password" />
      <FormError />
      <SubmitButton>Set up account</SubmitButton>
    </Form>
  );
}
