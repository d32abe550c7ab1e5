"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSession, signInLink } from "@/components/sign_in/open-session";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.setUpInput);

interface Input {
  token: string;
  name: string;
  email: string;
  password?: string;
  organisationName: string;
  handle?: string;
}
interface SetUpFormProps {
  token: string;
  /** Whether the portal has passwords. */
  byPassword: boolean;
  setUp: (input: Input) => Promise<Outcome<{ email: string; handle: string; signInToken: string | null }>>;
}

export function SetUpForm({ token, byPassword, setUp }: SetUpFormProps) {
  const operation = useOperationForm({
    schema,
    action: setUp,
    defaultValues: {
      ...{ token, name: "", email: "", organisationName: "", handle: "" },
      ...(byPassword && { password: "" }),
    },
    async onSuccess({ email, handle, signInToken }, { password = "" }: Input) {
      if (signInToken) return goTo(signInLink(signInToken));
      const opened = await openSession({ email, password });
      goTo(opened.ok ? `/dashboard/organisations/${handle}` : "/sign-in");
    },
  });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Your name" autoComplete="name" />
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
      {byPassword && (
        <PasswordField name="password" label="Password" hint="At least 10 characters" autoComplete="new-password" />
      )}
      <TextField name="organisationName" label="Name of your organisation" autoComplete="organization" />
      <TextField name="handle" label="Handle" hint="Optional. Letters, digits and hyphens" mono />
      <FormError />
      <SubmitButton>Set up Guildhall</SubmitButton>
    </Form>
  );
}
