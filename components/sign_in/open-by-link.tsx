"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo, openSessionBy } from "@/components/sign_in/open-session";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.linkInput);

/** A button, because mail scanners open links by themselves. */
export function OpenByLink({ token }: { token: string }) {
  const operation = useOperationForm({
    schema,
    action: (input) => openSessionBy("link", input),
    defaultValues: { token },
    onSuccess: () => goTo("/dashboard"),
  });
  return (
    <Form operation={operation}>
      <FormError />
      <SubmitButton>Sign in</SubmitButton>
    </Form>
  );
}
