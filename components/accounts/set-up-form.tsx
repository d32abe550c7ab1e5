"use client";

import { goTo, openSession } from "@/components/accounts/open-session";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.setUpInput);

interface Input {
  token: string;
  name: string;
  email: string;
  password: string;
  organisationName: string;
  handle?: string;
}
interface SetUpFormProps {
  token: string;
  setUp: (input: Input) => Promise<Outcome<{ email: string; handle: string }>>;
}

export function SetUpForm({ token, setUp }: SetUpFormProps) {
  const operation = useOperationForm({
    schema,
    action: setUp,
    defaultValues: { token, name: "", email: "", password: "", organisationName: "", handle: "" },
    async onSuccess({ email, handle }, { password }) {
      const opened = await openSession({ email, password });
      goTo(opened.ok ? `/dashboard/organisations/${handle}` : "/sign-in");
    },
  });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Your name" autoComplete="name" />
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
      <PasswordField name="password" label="Password" hint="At least 10 characters" autoComplete="new-password" />
      <TextField name="organisationName" label="Name of your organisation" autoComplete="organization" />
      <TextField name="handle" label="Handle" hint="Optional. Letters, digits and hyphens" mono />
      <FormError />
      <SubmitButton>Set up Guildhall</SubmitButton>
    </Form>
  );
}
