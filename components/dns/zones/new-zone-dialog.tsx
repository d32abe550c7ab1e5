"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import type { ZodType } from "zod";
import { type CreateZone, type NewZoneInput, zonePath } from "@/components/dns/zones/zones";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useField } from "@/components/forms/use-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { say } from "@/components/ui/message/toast";
import { readZoneName } from "@/lib/dns/names/read";
import { attempt } from "@/lib/dns/refusals";

const schema = () =>
  import("@/lib/zones/schema").then((schemas) => schemas.createZoneInput as unknown as ZodType<unknown, NewZoneInput>);

export interface NewZoneDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  base: string;
  create: CreateZone;
}

/** Adds a zone. Loaded when it is first opened. */
export default function NewZoneDialog({ open, onOpenChange, ...rest }: NewZoneDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a zone"
      description="You can add records before verification. It goes live once you have verified ownership."
    >
      <NewZoneForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<NewZoneDialogProps, "open" | "onOpenChange"> & { close: () => void };

function NewZoneForm({ organisation, base, create, close }: FormProps) {
  const router = useRouter();
  const operation = useOperationForm<NewZoneInput, unknown, { name: string }>({
    schema,
    action: create,
    defaultValues: { organisation, name: "" },
    onSuccess({ name }) {
      say(`Zone ${name} added.`);
      router.push(zonePath(base, name));
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <NameField />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Add zone</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

/** While somebody types, says why a name can’t be a zone’s, and how an international name is written in DNS. */
function NameField() {
  const { control, error } = useField("name");
  const typed = String(useWatch({ name: "name" }) ?? "").trim();
  const judged = typed.length > 2 && !typed.endsWith(".") ? attempt(() => readZoneName(typed)) : undefined;
  const live = judged && !judged.ok ? judged.refusal.message : undefined;
  const stored = judged?.ok && judged.value !== typed.toLowerCase() ? `In DNS: ${judged.value}` : "";
  return (
    <Field label="Name" hint="A domain you registered, such as example.net." error={error ?? live} good={stored}>
      {(wiring) => <Input {...wiring} {...control} mono autoComplete="off" inputMode="url" maxLength={255} />}
    </Field>
  );
}
