"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";
import type { PoolPart } from "@/lib/pools/words";

type Numbers = Record<PoolPart, string>;
type Target = { tier: PortalTier } | { organisation: string };
type PoolDraft = Target & { pool: Numbers };

const tierSchema = () =>
  import("@/lib/pools/schema").then((schemas) => schemas.setTierPoolInput as unknown as ZodType<unknown, PoolDraft>);
const organisationSchema = () =>
  import("@/lib/pools/schema").then(
    (schemas) => schemas.setOrganisationPoolInput as unknown as ZodType<unknown, PoolDraft>,
  );

export interface PoolDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** "Free Portal", or an organisation’s name. */
  name: string;
  target: Target;
  numbers: Numbers;
  /** The hint below each number: current usage and the tier's number. */
  hints: Numbers;
  save: (draft: never) => Promise<Outcome<unknown>>;
}

/** The total that servers may have. Fetched on demand. */
export default function PoolDialog({ open, onOpenChange, ...given }: PoolDialogProps) {
  const { name, target } = given;
  const about =
    "tier" in target
      ? "The total for the servers of each organisation on this tier, unless the organisation has its own numbers."
      : "The total for its servers. Leave a number empty to use the portal tier’s.";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Pool of ${"tier" in target ? `the ${name}` : name}`}
      description={`${about} Enter “any” for unlimited. A number below the current allocation doesn’t affect existing servers.`}
    >
      <PoolForm {...given} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type PoolFormProps = Omit<PoolDialogProps, "open" | "onOpenChange"> & { close: () => void };

function PoolForm({ name, target, numbers, hints, save, close }: PoolFormProps) {
  const operation = useOperationForm<PoolDraft, unknown, unknown>({
    schema: "tier" in target ? tierSchema : organisationSchema,
    action: (draft) => save(draft as never),
    defaultValues: { ...target, pool: numbers },
    onSuccess() {
      say(`The pool of ${"tier" in target ? `the ${name}` : name} was saved.`);
      close();
    },
  });
  const field = (part: PoolPart, label: string) => (
    <TextField name={`pool.${part}`} label={label} hint={hints[part]} autoComplete="off" />
  );
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <div className="grid grid-cols-2 items-start gap-3">
          {field("memoryMb", "Memory (MiB)")}
          {field("cores", "CPU cores")}
          {field("diskMb", "Disk (MiB)")}
          {field("ports", "Published ports")}
        </div>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
