"use client";

import type { ZodType } from "zod";
import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
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

/** Lets another organisation of the portal have one name below the zone. Fetched on demand by whoever opens it. */
export default function GrantDialog({ open, onOpenChange, ...rest }: GrantDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Grant a name"
      description="Another organisation of this portal may then have a zone of exactly this name."
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
      say(`${grantee} may have ${name} now.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint={`Below ${zone}, such as shop.`} mono autoComplete="off" />
        <TextField name="grantee" label="Organisation" hint="Its handle." mono autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Grant the name</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
