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
  /** The user's organisations, with their permissions in each. */
  organisations: { id: string; name: string; permissions: Permission[] }[];
  create: (input: Input) => Promise<Outcome<{ name: string; token: string }>>;
  /** Only for portal administrators. */
  createPortal?: (input: PortalTokenInput) => Promise<Outcome<{ name: string; token: string }>>;
  onMade: (made: { name: string; token: string }) => void;
}

/** Opened only by `CreateToken`, which loads it on demand. */
export default function CreateTokenDialog({ open, onOpenChange, createPortal, ...rest }: CreateTokenDialogProps) {
  // A portal token has its own operation and rights, so its own form; the name that was typed is kept.
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
      description="A program that has it acts on your behalf, without your password."
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

/** What was entered before another scope was chosen. */
interface Begun {
  name: string;
  reach: "organisation" | "account" | "portal";
}

type TokenFormProps = Pick<CreateTokenDialogProps, "organisations" | "create" | "onMade"> & {
  begun: Begun;
  /** Set where the portal can be chosen. */
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
          <Notice tone="warn" title="This token has access to everything you have">
            Anyone who has it can act as you in all your organisations, also in those you join later. Prefer one token
            per organisation.
          </Notice>
        )}
        <SelectField
          name="organisation"
          label={reach === "account" ? "Home organisation" : "Organisation"}
          hint={reach === "account" ? "Used for requests that name no organisation." : undefined}
          // Permissions differ between organisations, so the selection starts again.
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
          none="Without any of these it can only read the organisation’s name, tier and number of members."
        />
        <EndsAfter />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Create token</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
