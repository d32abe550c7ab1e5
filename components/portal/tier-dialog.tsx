"use client";

import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { SetTierProps } from "@/components/portal/tiers";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import { say, undo } from "@/components/ui/message/toast";
import { type PortalTier, portalTierNames, portalTiers } from "@/lib/limits";
import { tierConsequences, tierWords } from "@/lib/organisations/tier_change";

interface Draft {
  organisation: string;
  portalTier: PortalTier;
}
const schema = () =>
  import("@/lib/organisations/portal_schema").then(
    ({ setTierInput }) => setTierInput as unknown as ZodType<unknown, Draft>,
  );

export interface TierDialogProps extends SetTierProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** An organisation's portal tier, and the consequences of another one. Fetched on demand. */
export default function TierDialog({ open, onOpenChange, organisation, tiers, setTier }: TierDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Portal tier of ${organisation.name}`}
      description="What the organisation may use. Changes take effect immediately, and nothing is removed."
    >
      <TierForm organisation={organisation} tiers={tiers} setTier={setTier} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function TierForm({ organisation, tiers, setTier, close }: SetTierProps & { close: () => void }) {
  const { id, name, portalTier: before } = organisation;
  const operation = useOperationForm<Draft, unknown, unknown>({
    schema,
    action: setTier,
    defaultValues: { organisation: id, portalTier: before },
    onSuccess(_, { portalTier }) {
      if (portalTier !== before)
        say(
          `${name} is now on the ${portalTiers[portalTier].displayName}.`,
          () => void undo(setTier({ organisation: id, portalTier: before }), `${name} is back on its previous tier.`),
        );
      close();
    },
  });
  const chosen = operation.form.watch("portalTier");
  const consequences = tierConsequences(organisation, chosen, tiers[chosen]);
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <SelectField name="portalTier" label="Portal tier" hint={tierWords(chosen, tiers[chosen])}>
          {portalTierNames.map((tier) => (
            <option key={tier} value={tier}>
              {portalTiers[tier].displayName}
            </option>
          ))}
        </SelectField>
        <div role="status">
          {consequences.length > 0 && (
            <Notice tone="warn" title="Already over the limits">
              <ul className="grid list-disc gap-1 pl-4">
                {consequences.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </Notice>
          )}
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
