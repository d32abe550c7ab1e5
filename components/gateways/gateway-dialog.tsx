"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { draftOf, type GatewayActions, type GatewayDraft, type ListedGateway } from "@/components/gateways/actions";
import { useShowToken } from "@/components/gateways/shown-token";
import { TierBoxes } from "@/components/nodes/tier-boxes";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";

type Schema = ZodType<unknown, GatewayDraft>;
const registerSchema = () =>
  import("@/lib/gateways/schema").then((schemas) => schemas.registerGatewayInput as unknown as Schema);
const updateSchema = () =>
  import("@/lib/gateways/schema").then((schemas) => schemas.updateGatewayInput as unknown as Schema);

export interface GatewayDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The gateway to edit; left out for a new one. */
  gateway?: ListedGateway;
  actions: Pick<GatewayActions, "register" | "update">;
}

/** Registers or edits a gateway. Loaded on demand. */
export default function GatewayDialog({ open, onOpenChange, gateway, actions }: GatewayDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={gateway ? `Edit gateway ${gateway.name}` : "Register a gateway"}
      description={
        gateway
          ? "Devices keep the public address and the WireGuard port that they were set up with. Open ports outside the range stay."
          : "A Linux machine with a public address. You get a token for its program afterwards."
      }
    >
      <GatewayForm gateway={gateway} actions={actions} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type GatewayFormProps = Pick<GatewayDialogProps, "gateway" | "actions"> & { close: () => void };

function GatewayForm({ gateway, actions, close }: GatewayFormProps) {
  const show = useShowToken();
  const operation = useOperationForm<GatewayDraft, unknown, { name: string; token?: string }>({
    schema: gateway ? updateSchema : registerSchema,
    action: (draft) => (gateway ? actions.update({ ...draft, gateway: gateway.id }) : actions.register(draft)),
    defaultValues: draftOf(gateway),
    onSuccess({ name, token }) {
      if (token === undefined) say(`Gateway ${name} saved.`);
      else show({ name, token });
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="Organisations see this name." autoComplete="off" />
        <TextField
          name="publicAddress"
          label="Public address"
          hint="The host name or IP address at which devices connect and people reach open ports."
          autoComplete="off"
          mono
        />
        <TierBoxes none="With none, the gateway lets no device in." />
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField name="firstPort" label="First public port" inputMode="numeric" autoComplete="off" />
          <TextField name="lastPort" label="Last public port" inputMode="numeric" autoComplete="off" />
          <TextField
            name="wireguardPort"
            label="WireGuard port"
            hint="UDP, for devices."
            inputMode="numeric"
            autoComplete="off"
          />
          {!gateway && (
            <TextField
              name="network"
              label="Devices’ network"
              hint="It can’t be changed later."
              autoComplete="off"
              mono
            />
          )}
        </div>
        <p className="text-sm text-ink-soft">
          Open the WireGuard port (UDP) and the range of public ports (TCP and UDP) in the machine’s firewall. Ports
          that something else on the machine uses are left out.
        </p>
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{gateway ? "Save" : "Register gateway"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
