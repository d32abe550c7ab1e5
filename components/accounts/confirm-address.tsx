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

/** A button, because mail scanners open links by themselves. */
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
      <SubmitButton>Verify this address</SubmitButton>
    </Form>
  );
}
