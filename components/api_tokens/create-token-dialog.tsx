"use client";

import { PermissionFields } from "@/components/api_tokens/permission-fields";
import { SelectField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { Permission } from "@/lib/access";
import type { Outcome } from "@/lib/errors";

const schema = () => import("@/lib/api_tokens/schema").then((schemas) => schemas.createTokenInput);

interface Input {
  organisation: string;
  name: string;
  reach?: "organisation" | "account";
  permissions?: Permission[];
  expiresInDays?: unknown;
}
export interface CreateTokenDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** One's organisations, with what one may do in each. */
  organisations: { id: string; name: string; permissions: Permission[] }[];
  create: (input: Input) => Promise<Outcome<{ name: string; token: string }>>;
  onMade: (made: { name: string; token: string }) => void;
}

/** Opened by `CreateToken` alone, which fetches it when it is wanted. */
export default function CreateTokenDialog({ open, onOpenChange, ...rest }: CreateTokenDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New access token"
      description="A program that has it works in your name, without your password."
    >
      <TokenForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type TokenFormProps = Pick<CreateTokenDialogProps, "organisations" | "create" | "onMade"> & { close: () => void };

function TokenForm({ organisations, create, onMade, close }: TokenFormProps) {
  const operation = useOperationForm({
    schema,
    action: create,
    defaultValues: {
      organisation: organisations[0]?.id ?? "",
      name: "",
      reach: "organisation" as const,
      permissions: undefined,
      expiresInDays: "90",
    } as Input,
    onSuccess(made) {
      onMade(made);
      close();
    },
  });
  const { watch, setValue } = operation.form;
  const [home, reach, permissions] = watch(["organisation", "reach", "permissions"]);
  const own = organisations.find(({ id }) => id === home)?.permissions ?? [];
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField
          name="name"
          label="What it is for"
          hint="So that you know later which one to end."
          autoComplete="off"
        />
        <SelectField name="reach" label="Reach">
          <option value="organisation">One organisation and nothing else</option>
          <option value="account">Your whole account, every organisation</option>
        </SelectField>
        {reach === "account" && (
          <Notice tone="warn" title="This opens everything that you can open">
            Whoever has it can act as you in every organisation, those that you join later too. Prefer one token for
            each organisation.
          </Notice>
        )}
        <SelectField
          name="organisation"
          label={reach === "account" ? "Home organisation" : "Organisation"}
          hint={reach === "account" ? "Serves the calls that name no organisation." : undefined}
          // What one may do differs from one to the other: a part is chosen anew.
          onInput={() => setValue("permissions", undefined)}
        >
          {organisations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <PermissionFields own={own} value={permissions} onChange={(value) => setValue("permissions", value)} />
        <SelectField name="expiresInDays" label="Ends after">
          <option value="7">7 days</option>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value="365">One year</option>
          <option value="">Never, until somebody ends it</option>
        </SelectField>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Make the token</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
