"use client";

import { useState } from "react";
import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";
import type { PortalTier } from "@/lib/limits";
import { aboveWords, type LimitPart, limitNames } from "@/lib/tiers/words";

type Numbers = Partial<Record<LimitPart, string>>;
type Target = { tier: PortalTier } | { organisation: string };
type LimitsDraft = Target & { limits: Numbers };
type Above = { what: LimitPart; organisations: number }[];

const tierSchema = () =>
  import("@/lib/tiers/schema").then(
    (schemas) => schemas.setTierLimitsInput as unknown as ZodType<unknown, LimitsDraft>,
  );
const organisationSchema = () =>
  import("@/lib/tiers/schema").then(
    (schemas) => schemas.setOrganisationLimitsInput as unknown as ZodType<unknown, LimitsDraft>,
  );

export interface LimitsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** "Free Portal", or an organisation’s name. */
  name: string;
  target: Target;
  /** The numbers that can be changed, in the order of the fields. */
  numbers: Numbers;
  /** The hint below each number. */
  hints: Numbers;
  save: (draft: never) => Promise<Outcome<unknown>>;
  /** How many organisations of a tier would be above its numbers. */
  countAbove?: (numbers: never) => Promise<Outcome<{ above: Above }>>;
}

/** What an organisation may have. Fetched on demand. */
export default function LimitsDialog({ open, onOpenChange, ...given }: LimitsDialogProps) {
  const { name, target } = given;
  const about =
    "tier" in target
      ? "For each organisation on this tier, unless the organisation has its own numbers."
      : "Leave a number empty to use the portal tier’s.";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Limits of ${"tier" in target ? `the ${name}` : name}`}
      description={`${about} A number below what there is removes nothing, but nothing new can be created.`}
    >
      <LimitsForm {...given} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type LimitsFormProps = Omit<LimitsDialogProps, "open" | "onOpenChange"> & { close: () => void };

function LimitsForm({ name, target, numbers, hints, save, countAbove, close }: LimitsFormProps) {
  // The numbers that were already said to be too low for somebody, and how it was said.
  const [warned, setWarned] = useState({ of: "", words: "" });
  const operation = useOperationForm<LimitsDraft, unknown, unknown>({
    schema: "tier" in target ? tierSchema : organisationSchema,
    async action(draft) {
      const of = JSON.stringify(draft.limits);
      if (countAbove && "tier" in draft && of !== warned.of) {
        const changed = Object.entries(draft.limits).filter(([part, value]) => value !== numbers[part as LimitPart]);
        const counted = await countAbove({ tier: draft.tier, ...Object.fromEntries(changed) } as never);
        if (!counted.ok) return counted;
        const { above } = counted.data;
        if (above.length > 0) {
          const message = aboveWords(above);
          setWarned({ of, words: message });
          return { ok: false, error: { code: "CONFLICT", message } };
        }
      }
      return save(draft as never);
    },
    defaultValues: { ...target, limits: numbers },
    onSuccess() {
      say(`The limits of ${"tier" in target ? `the ${name}` : name} were saved.`);
      close();
    },
  });
  const isWarned = warned.of !== "" && JSON.stringify(operation.form.watch("limits")) === warned.of;
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <div className="grid grid-cols-2 items-start gap-3 max-[26rem]:grid-cols-1">
          {(Object.keys(numbers) as LimitPart[]).map((part) => (
            <TextField
              key={part}
              name={`limits.${part}`}
              label={limitNames[part]}
              hint={hints[part]}
              autoComplete="off"
            />
          ))}
        </div>
        {isWarned ? (
          <Notice tone="warn" role="alert" title="Some organisations are above these numbers">
            {warned.words}
          </Notice>
        ) : (
          <FormError />
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{isWarned ? "Save anyway" : "Save"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
