"use client";

import { PermissionFields } from "@/components/api_tokens/permission-fields";
import { EndsAfter, Purpose, ReachField } from "@/components/api_tokens/token-fields";
import type { TokenReach } from "@/components/api_tokens/token-table";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";
import { type PortalRight, portalRights, portalRightWords } from "@/lib/portal_rights";

const schema = () => import("@/lib/api_tokens/schema").then((schemas) => schemas.createPortalTokenInput);
const own = portalRights.map((permission) => ({ permission, name: portalRightWords[permission] }));

export interface PortalTokenInput {
  name: string;
  reach: "portal";
  permissions?: PortalRight[];
  expiresInDays?: unknown;
}

interface PortalTokenFormProps {
  /** What was typed before this scope was chosen. */
  name: string;
  /** Whether another scope can be chosen. */
  member: boolean;
  create: (input: PortalTokenInput) => Promise<Outcome<{ name: string; token: string }>>;
  onMade: (made: { name: string; token: string }) => void;
  onReach: (begun: { name: string; reach: TokenReach }) => void;
  close: () => void;
}

/** Creates a token for portal administration. */
export function PortalTokenForm({ name, member, create, onMade, onReach, close }: PortalTokenFormProps) {
  const operation = useOperationForm({
    schema,
    action: create,
    defaultValues: { name, reach: "portal", permissions: undefined, expiresInDays: "30" } as PortalTokenInput,
    onSuccess(made) {
      onMade(made);
      close();
    },
  });
  const { watch, setValue, getValues } = operation.form;
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <Purpose />
        <ReachField
          member={member}
          portal
          onChoose={(reach) => reach !== "portal" && onReach({ name: getValues("name"), reach })}
        />
        <Notice tone="warn" title="This token can administer the whole portal">
          Anyone who has it can change nodes, portal tiers, zones and settings as you can. It stops working when you are
          no longer a portal administrator. Give it only the permissions it needs.
        </Notice>
        <PermissionFields
          own={own}
          value={watch("permissions")}
          onChange={(value) => setValue("permissions", value)}
          none="Without any of these it can do nothing."
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
