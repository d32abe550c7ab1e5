"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface Input {
  organisation: string;
  zone: string;
  name: string;
  grantee: string;
}

const schema = () =>
  import("@/lib/zones/schema").then((schemas) => schemas.grantNameInput as unknown as ZodType<unknown, Input>);

export interface GrantDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  zone: string;
  grant: (input: Input) => Promise<Outcome<{ name: string; grantee: string | null }>>;
}

/** Lets another organisation of the portal have one name below the zone. Loaded when it is first opened. */
export default function GrantDialog({ open, onOpenChange, ...rest }: GrantDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Allow a subdomain"
      description="Another organisation of this portal can then add a zone with exactly this name."
    >
      <GrantForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<GrantDialogProps, "open" | "onOpenChange"> & { close: () => void };

function GrantForm({ organisation, zone, grant, close }: FormProps) {
  const operation = useOperationForm<Input, unknown, { name: string; grantee: string | null }>({
    schema,
    action: grant,
    defaultValues: { organisation, zone, name: "", grantee: "" },
    onSuccess({ name, grantee }) {
      say(`${grantee} can now add the zone ${name}.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint={`A name below ${zone}, such as shop.`} mono autoComplete="off" />
        <TextField name="grantee" label="Organisation" hint="Its handle." mono autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Allow subdomain</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
