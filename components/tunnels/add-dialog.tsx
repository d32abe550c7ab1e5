"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ZodType } from "zod";
import { CheckboxField, SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { ProjectField } from "@/components/projects/project-field";
import type { CreateDevice, DeviceChoices, DeviceDraft, ListedDevice } from "@/components/tunnels/actions";
import { makeKeyPair } from "@/components/tunnels/keys";
import { ShownConfiguration } from "@/components/tunnels/shown-configuration";
import { type System, systemNames } from "@/components/tunnels/systems";
import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { type Configuration, configurationText } from "@/lib/tunnels/configuration";

const schema = () =>
  import("@/lib/tunnels/schema").then(
    ({ createDeviceInput }) => createDeviceInput.omit({ publicKey: true }) as unknown as ZodType<unknown, DeviceDraft>,
  );

export interface AddDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  /** The path of the list. */
  path: string;
  /** The portal’s address, for the line that sets up a device without a browser. */
  portal: string;
  choices: DeviceChoices;
  create: CreateDevice;
}

interface Made {
  device: ListedDevice;
  system: System;
  /** With the private key: it is nowhere but here, until the dialog is closed. */
  text: string;
}

/** Adds a device, and shows its configuration once. Loaded when it is first opened. */
export default function AddDialog({ open, onOpenChange, path, ...rest }: AddDialogProps) {
  const [made, setMade] = useState<Made>();
  const router = useRouter();
  const finish = () => {
    onOpenChange(false);
    if (!made) return;
    setMade(undefined);
    router.push(`${path}/${made.device.id}`);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => (now ? onOpenChange(true) : finish())}
      staysOpen={made !== undefined}
      title={made ? `Configuration of ${made.device.name}` : "Add a device"}
      description={
        made
          ? "It isn’t stored anywhere and can’t be shown again: save it now."
          : "A machine of yours, at home or behind a router, whose ports are published on a gateway."
      }
    >
      {made ? (
        <ShownConfiguration name={made.device.name} system={made.system} text={made.text} done={finish} />
      ) : (
        <AddForm {...rest} show={setMade} close={finish} />
      )}
    </Dialog>
  );
}

type FormProps = Pick<AddDialogProps, "organisation" | "portal" | "choices" | "create"> & {
  show: (made: Made) => void;
  close: () => void;
};

function AddForm({ organisation, portal, choices, create, show, close }: FormProps) {
  const [system, setSystem] = useState<System>("windows");
  const free = choices.gateways.filter(({ available }) => available);
  const operation = useOperationForm<
    DeviceDraft,
    unknown,
    { device: ListedDevice; configuration: Configuration; privateKey: string }
  >({
    schema,
    // The key is made here, and only its public half is sent.
    async action(input) {
      const pair = await makeKeyPair();
      const routesAnswers = system === "linux" && input.routesAnswers;
      const outcome = await create({ ...input, routesAnswers, publicKey: pair.publicKey });
      return outcome.ok ? { ok: true, data: { ...outcome.data, privateKey: pair.privateKey } } : outcome;
    },
    defaultValues: {
      organisation,
      name: "",
      gatewayId: free.length === 1 ? free[0]?.id : "",
      projectId: "",
      routesAnswers: false,
    },
    onSuccess: ({ device, configuration, privateKey }) =>
      show({ device, system, text: configurationText(privateKey, configuration) }),
  });
  const chosen = choices.gateways.find(({ id }) => id === operation.form.watch("gatewayId"));
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField
          name="name"
          label="Name"
          hint="Letters from a to z, digits and hyphens, for example living-room."
          mono
          autoComplete="off"
          maxLength={40}
        />
        <SelectField name="gatewayId" label="Gateway" hint={chosen?.reason ?? "People connect to its address."}>
          {free.length !== 1 && <option value="">Choose a gateway</option>}
          {choices.gateways.map(({ id, name, publicAddress, available, reason }) => (
            <option key={id} value={id} disabled={!available}>
              {available ? `${name}, ${publicAddress}` : `${name}: ${reason}`}
            </option>
          ))}
        </SelectField>
        <ProjectField {...choices} things="devices" />
        <Field label="System" hint="Only to show you the right next step.">
          {(wiring) => (
            <Select {...wiring} value={system} onChange={(event) => setSystem(event.target.value as System)}>
              {Object.entries(systemNames).map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {system === "linux" && (
          <>
            <CheckboxField
              name="routesAnswers"
              label="Let programs on it see players’ addresses"
              hint="So a game server can ban by address. Answers are routed back through the tunnel; it needs wg-quick and nftables."
            />
            <CopyField
              label="Or set it up on the device itself, without this form"
              hint={`It makes its own key and shows a code; then enter the code at ${portal}/tunnel.`}
              value={`curl -fsS ${portal}/api/tunnel/install.sh | sudo sh`}
              copyLabel="Copy line"
            />
          </>
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Add device</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
