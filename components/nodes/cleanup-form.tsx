"use client";

import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { say } from "@/components/ui/toast";
import type { Outcome } from "@/lib/errors";

type Policy = "off" | "daily" | "weekly";
export interface CleanupDraft {
  /** Left out where the portal says it, for a shared node. */
  organisation?: string;
  node: string;
  policy: Policy;
}
type Schema = ZodType<unknown, CleanupDraft>;
const own = () =>
  import("@/lib/nodes/cleanup_schema").then(({ setCleanupInput }) => setCleanupInput as unknown as Schema);
const shared = () =>
  import("@/lib/nodes/cleanup_schema").then(({ setSharedCleanupInput }) => setSharedCleanupInput as unknown as Schema);

interface CleanupFormProps {
  draft: CleanupDraft;
  name: string;
  set: (input: CleanupDraft & { organisation: string }) => Promise<Outcome<unknown>>;
}

/** How often a node is cleaned. */
export function CleanupForm({ draft, name, set }: CleanupFormProps) {
  const operation = useOperationForm<CleanupDraft, unknown, unknown>({
    schema: draft.organisation ? own : shared,
    action: (input) => set(input as CleanupDraft & { organisation: string }),
    defaultValues: draft,
    onSuccess: (_, { policy }) =>
      say(policy === "off" ? `${name} isn’t cleaned by itself.` : `${name} is cleaned ${policy}.`),
  });
  return (
    <Form operation={operation} className="grid-cols-[1fr_auto] items-end gap-2">
      <SelectField name="policy" label={`Clean ${name}`}>
        <option value="off">Never</option>
        <option value="daily">Every day</option>
        <option value="weekly">Every week</option>
      </SelectField>
      <SubmitButton variant="default">Save</SubmitButton>
      <FormError />
    </Form>
  );
}
