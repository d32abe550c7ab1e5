"use client";

import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Policy = "off" | "daily" | "weekly";
export interface CleanupDraft {
  /** Left out for a shared node, whose policy the portal sets. */
  organisation?: string;
  node: string;
  policy: Policy;
}
type Schema = ZodType<unknown, CleanupDraft>;
const own = () =>
  import("@/lib/nodes/cleanup_schema").then(({ setCleanupInput }) => setCleanupInput as unknown as Schema);
const shared = () =>
  import("@/lib/nodes/cleanup_schema").then(({ setSharedCleanupInput }) => setSharedCleanupInput as unknown as Schema);

export interface CleanupDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  draft: CleanupDraft;
  name: string;
  set: (input: CleanupDraft & { organisation: string }) => Promise<Outcome<unknown>>;
}

/** Edits a node’s image clean-up policy. Loaded on demand. */
export default function CleanupDialog({ open, onOpenChange, ...rest }: CleanupDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Image clean-up of ${rest.name}`}
      description="Removes unused images, build leftovers and remains of deleted servers. Servers, their files and backups are kept."
    >
      <CleanupForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type CleanupFormProps = Pick<CleanupDialogProps, "draft" | "name" | "set"> & { close: () => void };

function CleanupForm({ draft, name, set, close }: CleanupFormProps) {
  const operation = useOperationForm<CleanupDraft, unknown, unknown>({
    schema: draft.organisation ? own : shared,
    action: (input) => set(input as CleanupDraft & { organisation: string }),
    defaultValues: draft,
    onSuccess(_, { policy }) {
      say(policy === "off" ? `Automatic clean-up of ${name} is off.` : `${name} is cleaned up ${policy}.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <SelectField name="policy" label="How often">
          <option value="off">Never</option>
          <option value="daily">Daily</option>
          <option value="weekly">Weekly</option>
        </SelectField>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
