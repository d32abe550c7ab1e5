"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/accounts/schema").then((schemas) => schemas.linkInput);

interface UndoAddressProps {
  token: string;
  undo: (input: { token: string }) => Promise<Outcome<{ email: string }>>;
}

export function UndoAddress({ token, undo }: UndoAddressProps) {
  const [restored, setRestored] = useState<string>();
  const operation = useOperationForm({
    schema,
    action: undo,
    defaultValues: { token },
    onSuccess: ({ email }) => setRestored(email),
  });
  if (restored)
    return (
      <Notice tone="good" role="status" title="The change is undone">
        Your account has the address {restored} again. It gets another e-mail with a link to sign in again.
      </Notice>
    );
  return (
    <Form operation={operation}>
      <ul className="list-disc space-y-1 pl-5 text-control">
        <li>Everybody who uses the account is signed out, and its access tokens are revoked.</li>
        <li>The password no longer works. You get an e-mail with a link to sign in again.</li>
        <li>
          Linked providers are removed, and second factors and passkeys that were added since three days before the
          change.
        </li>
      </ul>
      <FormError />
      <SubmitButton>Undo the change</SubmitButton>
    </Form>
  );
}
