"use client";

import { useRouter } from "next/navigation";
import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";
import { type PortalTier, portalTierNames, portalTiers } from "@/lib/limits";

interface Draft {
  name: string;
  handle: string;
  portalTier: PortalTier;
  owner: { email: string; name: string };
}
interface Provisioned {
  handle: string;
  name: string;
  ownerState: "active" | "invited";
}
const schema = () =>
  import("@/lib/organisations/portal_schema").then(
    ({ provisionInput }) => provisionInput as unknown as ZodType<unknown, Draft>,
  );

export interface ProvisionDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  provision: (input: Draft) => Promise<Outcome<Provisioned>>;
  /** Whether the portal sends e-mail itself. */
  byMail: boolean;
}

/** Creates an organisation for somebody. Fetched on demand. */
export default function ProvisionDialog({ open, onOpenChange, provision, byMail }: ProvisionDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New organisation"
      description={`The owner is notified if they have an account. Otherwise they set one up with a link, which ${byMail ? "is mailed to them" : "you find under Outgoing mail"}.`}
    >
      <ProvisionForm provision={provision} byMail={byMail} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ProvisionForm({
  provision,
  byMail,
  close,
}: Pick<ProvisionDialogProps, "provision" | "byMail"> & { close: () => void }) {
  const router = useRouter();
  const operation = useOperationForm<Draft, unknown, Provisioned>({
    schema,
    action: provision,
    defaultValues: { name: "", handle: "", portalTier: "free", owner: { email: "", name: "" } },
    onSuccess({ handle, name, ownerState }) {
      const told = byMail ? "Its owner gets a link by e-mail." : "Pass the link on from Outgoing mail.";
      say(`Created ${name}. ${ownerState === "active" ? "Its owner was notified." : told}`);
      close();
      router.push(`/dashboard/portal/organisations/${handle}`);
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField name="handle" label="Handle" hint="Optional. Made from the name if empty." autoComplete="off" />
        <SelectField name="portalTier" label="Portal tier">
          {portalTierNames.map((tier) => (
            <option key={tier} value={tier}>
              {portalTiers[tier].displayName}
            </option>
          ))}
        </SelectField>
        <TextField name="owner.email" label="Owner’s e-mail address" type="email" autoComplete="off" />
        <TextField
          name="owner.name"
          label="Owner’s name"
          hint="Optional. For a new account; its owner can change it."
          autoComplete="off"
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Create</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
