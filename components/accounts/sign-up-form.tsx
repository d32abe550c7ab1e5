"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSession } from "@/components/sign_in/open-session";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.signUpInput);

interface Input {
  name: string;
  email: string;
  password: string;
}
interface SignUpFormProps {
  signUp: (input: Input) => Promise<Outcome<{ email: string; next: "openMail" | "signIn" }>>;
}

export function SignUpForm({ signUp }: SignUpFormProps) {
  const [mailedTo, setMailedTo] = useState<string>();
  const operation = useOperationForm({
    schema,
    action: signUp,
    defaultValues: { name: "", email: "", password: "" },
    async onSuccess({ email, next }, { password }) {
      if (next === "openMail") return setMailedTo(email);
      const opened = await openSession({ email, password });
      goTo(opened.ok ? "/dashboard" : "/sign-in");
    },
  });
  if (mailedTo)
    return (
      <Notice tone="good" role="status" title="Check your e-mail">
        We sent an e-mail to {mailedTo}. Open the link in it to continue. Nothing after a few minutes? Check your spam
        folder.
      </Notice>
    );
  return (
    <Form operation={operation}>
      <TextField name="name" label="Your name" autoComplete="name" />
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" />
      <PasswordField name="password" label="Password" hint="At least 10 characters" autoComplete="new-password" />
      <FormError />
      <SubmitButton>Create account</SubmitButton>
    </Form>
  );
}
