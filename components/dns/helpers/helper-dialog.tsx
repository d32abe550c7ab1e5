"use client";

import { useCallback } from "react";
import type { ZodType } from "zod";
import { HelperPreview } from "@/components/dns/helpers/helper-preview";
import { helperSchema } from "@/components/dns/helpers/helper-rules";
import { type HelperName, helperWords } from "@/components/dns/helpers/helper-words";
import { firstValues, formOf, type HelperValues, helperFields, type UseHelper } from "@/components/dns/helpers/helpers";
import type { NamesOf } from "@/components/dns/records/records";
import { type PickedServer, ServerPick } from "@/components/dns/records/server-pick";
import { CheckboxField, SelectField, TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";

export interface HelperDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  zone: string;
  helper: HelperName;
  /** The values of the existing records. */
  former?: HelperValues;
  add: UseHelper;
  /** The servers that the game form can be filled in from. */
  pick?: { servers: PickedServer[]; namesOf: NamesOf };
}

/** A record wizard with a preview of its records. Loaded when it is first opened. */
export default function HelperDialog({ open, onOpenChange, ...rest }: HelperDialogProps) {
  const { title, about } = helperWords[rest.helper];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={about}>
      <HelperForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface Saved {
  set: { label: string; type: string };
  also: { label: string; type: string }[];
}
type FormProps = Omit<HelperDialogProps, "open" | "onOpenChange"> & { close: () => void };

function HelperForm({ organisation, zone, helper, former, add, pick, close }: FormProps) {
  const schema = useCallback(
    async () => helperSchema(helper, zone) as unknown as ZodType<HelperValues, HelperValues>,
    [helper, zone],
  );
  const operation = useOperationForm<HelperValues, HelperValues, Saved>({
    schema,
    action: (values) => add({ organisation, zone, helper, form: formOf(helper, values) }),
    defaultValues: former ?? firstValues(helper),
    onSuccess({ set, also }) {
      const saved = [set, ...also].map(({ label, type }) => `${label} ${type}`);
      say(`Saved ${saved.join(" and ")}.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {pick && pick.servers.length > 0 && (
          <ServerPick
            servers={pick.servers}
            namesOf={async (address) => {
              const outcome = await pick.namesOf({ organisation, zone, address });
              return outcome.ok ? outcome.data.names : [];
            }}
          />
        )}
        {helperFields[helper].map((field) => (
          <HelperField key={field.name} {...field} />
        ))}
        <HelperPreview helper={helper} zone={zone} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save records</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

function HelperField({ name, label, hint, kind, choices }: (typeof helperFields)[HelperName][number]) {
  if (kind === "check") return <CheckboxField name={name} label={label} hint={hint} />;
  if (kind === "list" || kind === "long")
    return <TextareaField name={name} label={label} hint={hint} rows={kind === "long" ? 6 : 3} spellCheck={false} />;
  if (!choices) return <TextField name={name} label={label} hint={hint} autoComplete="off" />;
  return (
    <SelectField name={name} label={label} hint={hint}>
      {Object.entries(choices).map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}
