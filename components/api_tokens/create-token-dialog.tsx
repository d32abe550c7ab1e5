"use client";

import { useState } from "react";
import { PermissionFields } from "@/components/api_tokens/permission-fields";
import { PortalTokenForm, type PortalTokenInput } from "@/components/api_tokens/portal-token-form";
import { EndsAfter, Purpose, ReachField } from "@/components/api_tokens/token-fields";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import { type Permission, permissionWords } from "@/lib/access";
import type { Outcome } from "@/lib/kernel/errors";

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
  /** Only for a portal administrator. */
  createPortal?: (input: PortalTokenInput) => Promise<Outcome<{ name: string; token: string }>>;
  onMade: (made: { name: string; token: string }) => void;
}

/** Opened by `CreateToken` alone, which fetches it when it is wanted. */
export default function CreateTokenDialog({ open, onOpenChange, createPortal, ...rest }: CreateTokenDialogProps) {
  // The portal's is another operation with other rights, so another form; what it is for stays typed.
  const member = rest.organisations.length > 0;
  const fresh: Begun = { name: "", reach: member ? "organisation" : "portal" };
  const [begun, setBegun] = useState(fresh);
  const close = () => {
    onOpenChange(false);
    setBegun(fresh);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => (now ? onOpenChange(true) : close())}
      title="New access token"
      description="A program that has it works in your name, without your password."
    >
      {createPortal && begun.reach === "portal" ? (
        <PortalTokenForm
          name={begun.name}
          member={member}
          create={createPortal}
          onMade={rest.onMade}
          onReach={setBegun}
          close={close}
        />
      ) : (
        <TokenForm {...rest} begun={begun} onReach={createPortal && setBegun} close={close} />
      )}
    </Dialog>
  );
}

/** What was said before another reach was chosen. */
interface Begun {
  name: string;
  reach: "organisation" | "account" | "portal";
}

type TokenFormProps = Pick<CreateTokenDialogProps, "organisations" | "create" | "onMade"> & {
  begun: Begun;
  /** Where the portal can be chosen. */
  onReach?: (begun: Begun) => void;
  close: () => void;
};

function TokenForm({ organisations, create, onMade, begun, onReach, close }: TokenFormProps) {
  const operation = useOperationForm({
    schema,
    action: create,
    defaultValues: {
      organisation: organisations[0]?.id ?? "",
      name: begun.name,
      reach: begun.reach === "account" ? "account" : "organisation",
      permissions: undefined,
      expiresInDays: "90",
    } as Input,
    onSuccess(made) {
      onMade(made);
      close();
    },
  });
  const { watch, setValue, getValues } = operation.form;
  const [home, reach, permissions] = watch(["organisation", "reach", "permissions"]);
  const own = organisations.find(({ id }) => id === home)?.permissions ?? [];
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <Purpose />
        <ReachField
          member
          portal={onReach !== undefined}
          onChoose={(chosen) => chosen === "portal" && onReach?.({ name: getValues("name"), reach: chosen })}
        />
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
        <PermissionFields
          own={own.map((permission) => ({ permission, ...permissionWords[permission] }))}
          value={permissions}
          onChange={(value) => setValue("permissions", value)}
          none="With none of these it can only read the organisation’s name, tier and number of members."
        />
        <EndsAfter />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Make the token</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
