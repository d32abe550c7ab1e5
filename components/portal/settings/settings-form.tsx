"use client";

import type { ReactNode } from "react";
import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Draft = Record<string, string>;
const schema = () =>
  import("@/lib/portal/schema").then(
    ({ changeSettingsInput }) => changeSettingsInput as unknown as ZodType<unknown, Draft>,
  );

interface SettingsFormProps {
  /** The settings of this form, as its fields have them. */
  draft: Draft;
  change: (input: never) => Promise<Outcome<unknown>>;
  /** What the button saves, for those who don’t see where it is. */
  what: string;
  /** The fields. */
  children: ReactNode;
}

/** Some of the portal's settings, saved together. */
export function SettingsForm({ draft, change, what, children }: SettingsFormProps) {
  const operation = useOperationForm<Draft, unknown, unknown>({
    schema,
    action: (input) => change(input as never),
    defaultValues: draft,
    onSuccess: () => say("Settings saved."),
  });
  return (
    <Form operation={operation}>
      {children}
      <FormError />
      <div>
        <SubmitButton variant="default">
          Save<span className="sr-only"> {what}</span>
        </SubmitButton>
      </div>
    </Form>
  );
}
