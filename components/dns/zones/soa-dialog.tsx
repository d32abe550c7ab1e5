"use client";

import type { ZodType } from "zod";
import type { Soa } from "@/components/dns/zones/soa-lines";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

type Values = Pick<Soa, "contact" | "primaryServer"> & {
  [Part in Exclude<keyof Soa, "contact" | "primaryServer">]: string | number;
};
type Input = Values & { organisation: string; zone: string };

const schema = () =>
  import("@/lib/zones/schema").then((schemas) => schemas.changeZoneInput as unknown as ZodType<unknown, Input>);

export interface SoaDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  zone: string;
  soa: Soa;
  change: (input: Input) => Promise<Outcome<unknown>>;
}

/** Edits a zone’s SOA record. Loaded when it is first opened. */
export default function SoaDialog({ open, onOpenChange, ...rest }: SoaDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Edit the SOA record"
      description="Anyone can look up these values in DNS."
    >
      <SoaForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<SoaDialogProps, "open" | "onOpenChange"> & { close: () => void };

function SoaForm({ organisation, zone, soa, change, close }: FormProps) {
  const { contact, primaryServer, ttl, minimum, refresh, retry, expire } = soa;
  const operation = useOperationForm<Input, unknown, unknown>({
    schema,
    action: change,
    defaultValues: { organisation, zone, contact, primaryServer, ttl, minimum, refresh, retry, expire },
    onSuccess() {
      say("SOA record saved.");
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <div className="grid gap-4 min-[40rem]:grid-cols-2">
          <TextField
            name="contact"
            label="Contact"
            hint="An e-mail address that anyone can look up."
            autoComplete="off"
          />
          <TextField
            name="primaryServer"
            label="Primary name server (MNAME)"
            hint="The name server that secondaries get changes from."
            autoComplete="off"
            mono
          />
          <TextField name="ttl" label="TTL, in seconds" hint="TTL of the SOA record." inputMode="numeric" />
          <TextField
            name="minimum"
            label="Negative TTL (minimum), in seconds"
            hint="How long resolvers remember that a name doesn’t exist."
            inputMode="numeric"
          />
        </div>
        <div className="grid gap-4 min-[40rem]:grid-cols-3">
          <TextField
            name="refresh"
            label="Refresh, in seconds"
            hint="How often secondaries check for changes."
            inputMode="numeric"
          />
          <TextField name="retry" label="Retry, in seconds" hint="Wait after a failed check." inputMode="numeric" />
          <TextField
            name="expire"
            label="Expire, in seconds"
            hint="When secondaries stop answering without a successful check."
            inputMode="numeric"
          />
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
