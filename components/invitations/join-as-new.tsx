"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSession } from "@/components/sign_in/open-session";
import { LinkButton } from "@/components/ui/button/link-button";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.signUpInvitedInput);

interface Input {
  token: string;
  name: string;
  password: string;
}
interface JoinAsNewProps {
  token: string;
  email: string;
  signUp: (input: Input) => Promise<Outcome<{ email: string }>>;
  accept: (proof: { token: string }) => Promise<Outcome<{ handle: string }>>;
}

/** For visitors who aren't signed in: create the account for the invited address and join, or sign in to it. */
export function JoinAsNew({ token, email, signUp, accept }: JoinAsNewProps) {
  const here = `/invitations/${token}`;
  const signIn = `/sign-in?${new URLSearchParams({ next: here, email })}`;
  const operation = useOperationForm({
    schema,
    action: signUp,
    defaultValues: { token, name: "", password: "" },
    async onSuccess(_result, { password }) {
      const opened = await openSession({ email, password });
      // With a copied link, the answer doesn't reveal whether an account already existed.
      if (!opened.ok) return goTo(signIn);
      const joined = await accept({ token }).catch(() => undefined);
      goTo(joined?.ok ? `/dashboard/organisations/${joined.data.handle}` : here);
    },
  });
  return (
    <Form operation={operation}>
      <h2>New here? Create an account and join</h2>
      <TextField name="name" label="Your name" autoComplete="name" />
      <PasswordField name="password" label="Password" hint="At least 10 characters" autoComplete="new-password" />
      <FormError />
      <SubmitButton>Create account and join</SubmitButton>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-control">
        Already have an account?
        <LinkButton href={signIn} size="small" className="min-w-0 py-1 whitespace-normal! wrap-anywhere">
          Sign in as {email}
        </LinkButton>
      </p>
    </Form>
  );
}
