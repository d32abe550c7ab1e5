"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSession, signInLink } from "@/components/sign_in/open-session";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.acceptProvisionInput);

interface Input {
  token: string;
  name: string;
  password?: string;
}
interface WelcomeFormProps {
  token: string;
  /** The name that the portal’s administrator entered. */
  name: string;
  /** Whether the portal has passwords. */
  byPassword: boolean;
  accept: (input: Input) => Promise<Outcome<{ email: string; signInToken: string | null }>>;
}

/** The name and the password of an account that waited for its owner. */
export function WelcomeForm({ token, name, byPassword, accept }: WelcomeFormProps) {
  const operation = useOperationForm({
    schema,
    action: accept,
    defaultValues: byPassword ? { token, name, password: "" } : { token, name },
    async onSuccess({ email, signInToken }, { password = "" }: Input) {
      if (signInToken) return goTo(signInLink(signInToken));
      const opened = await openSession({ email, password });
      goTo(opened.ok ? "/dashboard" : "/sign-in");
    },
  });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Your name" autoComplete="name" />
      {byPassword && (
        <PasswordField name="password" label="Password" hint="At least 10 characters" autoComplete="new-password" />
      )}
      <FormError />
      <SubmitButton>Set up account</SubmitButton>
    </Form>
  );
}
