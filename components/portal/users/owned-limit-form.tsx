"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface Draft {
  user: string;
  ownedLimit: string;
}
const schema = () =>
  import("@/lib/users/schema").then(
    ({ setOwnedLimitInput }) => setOwnedLimitInput as unknown as ZodType<unknown, Draft>,
  );

interface OwnedLimitFormProps {
  draft: Draft;
  usual: number;
  set: (input: Draft) => Promise<Outcome<unknown>>;
}

/** How many organisations a user may own. */
export function OwnedLimitForm({ draft, usual, set }: OwnedLimitFormProps) {
  const operation = useOperationForm<Draft, unknown, unknown>({
    schema,
    action: set,
    defaultValues: draft,
    onSuccess: () => say("The number of organisations was saved."),
  });
  return (
    <Form operation={operation}>
      <TextField
        name="ownedLimit"
        label="Organisations that this user may own"
        hint={`Leave it empty for the portal’s default, ${usual}.`}
        inputMode="numeric"
        autoComplete="off"
      />
      <FormError />
      <div>
        <SubmitButton variant="default">Save</SubmitButton>
      </div>
    </Form>
  );
}
