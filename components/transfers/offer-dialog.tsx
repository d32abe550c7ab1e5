"use client";

import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { OwnerActions } from "@/components/transfers/actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { transferHours } from "@/lib/limits";

const schema = () => import("@/lib/transfers/schema").then((schemas) => schemas.offerTransferInput);

export interface MemberChoice {
  userId: string;
  name: string;
  email: string | null;
}
interface OfferFormProps {
  organisation: string;
  name: string;
  /** Null if there are too many for a list: then the address is entered. */
  members: MemberChoice[] | null;
  offer: OwnerActions["offer"];
}
export interface OfferDialogProps extends OfferFormProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Opened only by `OfferButton`, which loads it on demand. */
export default function OfferDialog({ open, onOpenChange, ...rest }: OfferDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Transfer ${rest.name}`}
      description={`The member you choose has ${transferHours} hours to accept. Then they are the owner, and you become an admin. Until they accept, nothing changes, and you can cancel.`}
    >
      <OfferForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function OfferForm({ organisation, members, offer, close }: OfferFormProps & { close: () => void }) {
  const operation = useOperationForm({
    schema,
    action: offer,
    defaultValues: { organisation, userId: "" },
    onSuccess({ receiver }) {
      say(`Offered to ${receiver.name}.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {members ? (
          <SelectField name="userId" label="New owner">
            <option value="">Choose a member</option>
            {members.map(({ userId, name, email }) => (
              <option key={userId} value={userId}>
                {email ? `${name} (${email})` : name}
              </option>
            ))}
          </SelectField>
        ) : (
          <TextField name="userId" label="New owner" hint="The e-mail address of a member." autoComplete="off" />
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton variant="danger">Offer organisation</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
