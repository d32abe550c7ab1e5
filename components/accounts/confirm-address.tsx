"use client";

import { goTo } from "@/components/accounts/open-session";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.linkInput);

interface ConfirmAddressProps {
  token: string;
  confirm: (input: { token: string }) => Promise<Outcome<{ email: string }>>;
}

/** A button, never the link alone: mail scanners open links. */
export function ConfirmAddress({ token, confirm }: ConfirmAddressProps) {
  const operation = useOperationForm({
    schema,
    action: confirm,
    defaultValues: { token },
    onSuccess: () => goTo("/dashboard"),
  });
  return (
    <Form operation={operation}>
      <FormError />
      <SubmitButton>Confirm this address</SubmitButton>
    </Form>
  );
}
