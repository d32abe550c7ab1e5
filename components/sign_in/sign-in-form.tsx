"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSession } from "@/components/sign_in/open-session";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.openSessionInput);

interface SignInFormProps {
  /** Where to go afterwards; a path of this portal. */
  next: string;
  email?: string;
}

export function SignInForm({ next, email = "" }: SignInFormProps) {
  const operation = useOperationForm({
    schema,
    action: openSession,
    defaultValues: { email, password: "" },
    onSuccess: () => goTo(next),
  });
  return (
    <Form operation={operation}>
      <TextField name="email" label="E-mail address" type="email" autoComplete="username webauthn" />
      <PasswordField name="password" label="Password" autoComplete="current-password" />
      <FormError />
      <SubmitButton>Sign in</SubmitButton>
    </Form>
  );
}
