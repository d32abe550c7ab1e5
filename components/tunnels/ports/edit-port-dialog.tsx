"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedDevice, ListedPort, PortActions, PortChange } from "@/components/tunnels/actions";
import { GameField, NoteFields } from "@/components/tunnels/ports/port-fields";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { type GameKey, games } from "@/lib/tunnels/games";

const schema = () =>
  import("@/lib/tunnels/schema").then((schemas) => schemas.updatePortInput as unknown as ZodType<unknown, PortChange>);

export interface EditPortDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  device: ListedDevice;
  port: ListedPort;
  update: PortActions["update"];
}

/** Says what a port is for, and whether the device sees who connects. Loaded on demand. */
export default function EditPortDialog({ open, onOpenChange, ...rest }: EditPortDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Edit port ${rest.port.publicPort}`}>
      <EditPortForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<EditPortDialogProps, "open" | "onOpenChange"> & { close: () => void };

function EditPortForm({ organisation, device, port, update, close }: FormProps) {
  const { id, game, note, keepAddresses, publicPort } = port;
  const operation = useOperationForm<PortChange, unknown, ListedPort>({
    schema,
    action: update,
    defaultValues: {
      organisation,
      device: device.id,
      port: id,
      game: game !== null && Object.hasOwn(games, game) ? (game as GameKey) : "",
      note: note ?? "",
      keepAddresses,
    },
    onSuccess() {
      say(`Port ${publicPort} saved.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <GameField />
        <NoteFields routesAnswers={device.routesAnswers} keeps={keepAddresses} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
