"use client";

import type { ZodType } from "zod";
import { CheckboxField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { DeviceActions, ListedDevice } from "@/components/tunnels/actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";

interface Draft {
  organisation: string;
  device: string;
  name: string;
  routesAnswers: boolean;
}
const schema = () =>
  import("@/lib/tunnels/schema").then((schemas) => schemas.updateDeviceInput as unknown as ZodType<unknown, Draft>);

export interface EditDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  device: ListedDevice;
  update: DeviceActions["update"];
}

/** Renames a device, and says whether its configuration routes answers back. Loaded on demand. */
export default function EditDialog({ open, onOpenChange, ...rest }: EditDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Edit ${rest.device.name}`}>
      <EditForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<EditDialogProps, "open" | "onOpenChange"> & { close: () => void };

function EditForm({ organisation, device, update, close }: FormProps) {
  const { id, name, routesAnswers } = device;
  const operation = useOperationForm<Draft, unknown, ListedDevice>({
    schema,
    action: update,
    defaultValues: { organisation, device: id, name, routesAnswers },
    onSuccess(saved) {
      say(`${saved.name} saved.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" mono autoComplete="off" maxLength={40} />
        <CheckboxField
          name="routesAnswers"
          label="Programs on it can see players’ addresses"
          hint="Tick this only if its configuration routes answers back through the tunnel. This doesn’t change the configuration on the device: for another one, remove the device and add it again."
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
