"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo } from "@/components/sign_in/open-session";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/second_factors/schema").then((schemas) => schemas.recoveryCodeInput);

interface RecoveryCodeFormProps {
  /** Where to go afterwards; a path of this portal. */
  next: string;
  confirm: (input: { recoveryCode: string }) => Promise<Outcome<unknown>>;
}

/** A recovery code, for a session that lacks its second factor. */
export function RecoveryCodeForm({ next, confirm }: RecoveryCodeFormProps) {
  const operation = useOperationForm({
    schema,
    action: confirm,
    defaultValues: { recoveryCode: "" },
    onSuccess: () => goTo(next),
  });
  return (
    <Form operation={operation}>
      <TextField
        name="recoveryCode"
        label="Recovery code"
        hint="Each works once"
        placeholder="k7f2m-9xw4q"
        autoComplete="off"
        mono
      />
      <FormError />
      <SubmitButton>Confirm</SubmitButton>
    </Form>
  );
}
