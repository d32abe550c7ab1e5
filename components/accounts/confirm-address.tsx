"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo } from "@/components/sign_in/open-session";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.linkInput);

interface ConfirmAddressProps {
  token: string;
  confirm: (input: { token: string }) => Promise<Outcome<{ email: string }>>;
  /** The button. */
  label: string;
  /** Where to go afterwards. */
  next: string;
}

/** A button, because mail scanners open links by themselves. */
export function ConfirmAddress({ token, confirm, label, next }: ConfirmAddressProps) {
  const operation = useOperationForm({
    schema,
    action: confirm,
    defaultValues: { token },
    onSuccess: () => goTo(next),
  });
  return (
    <Form operation={operation}>
      <FormError />
      <SubmitButton>{label}</SubmitButton>
    </Form>
  );
}
