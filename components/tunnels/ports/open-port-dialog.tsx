"use client";

import type { ZodType } from "zod";
import { SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedDevice, ListedPort, OpenPort, PortDraft } from "@/components/tunnels/actions";
import { GameField, NoteFields } from "@/components/tunnels/ports/port-fields";
import { protocolWords } from "@/components/tunnels/ports/port-words";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { type GameKey, games } from "@/lib/tunnels/games";

const schema = () =>
  import("@/lib/tunnels/schema").then((schemas) => schemas.openPortInput as unknown as ZodType<unknown, PortDraft>);

export interface OpenPortDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  device: ListedDevice;
  /** The public ports of its gateway: "30000 to 39999". */
  range?: string;
  openPort: OpenPort;
}

/** Publishes a port of a device on its gateway. Loaded on demand. */
export default function OpenPortDialog({ open, onOpenChange, ...rest }: OpenPortDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Open a port"
      description={`Everybody who knows the address can then connect to this port of ${rest.device.name}.`}
    >
      <OpenPortForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<OpenPortDialogProps, "open" | "onOpenChange"> & { close: () => void };

function OpenPortForm({ organisation, device, range, openPort, close }: FormProps) {
  const { id, routesAnswers } = device;
  const operation = useOperationForm<PortDraft, unknown, ListedPort>({
    schema,
    action: openPort,
    defaultValues: {
      organisation,
      device: id,
      game: "",
      protocol: "tcp",
      localPort: "",
      publicPort: "",
      note: "",
      keepAddresses: false,
    },
    onSuccess({ connectTo, endpoint }) {
      say(`Port opened: ${connectTo ?? endpoint}`);
      close();
    },
  });
  const { setValue } = operation.form;
  const fill = (game: string) => {
    if (!Object.hasOwn(games, game)) return;
    const { protocol, port } = games[game as GameKey];
    setValue("protocol", protocol);
    setValue("localPort", String(port), { shouldValidate: true });
  };
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <GameField onChoose={fill} />
        <SelectField name="protocol" label="Protocol">
          {Object.entries(protocolWords).map(([protocol, words]) => (
            <option key={protocol} value={protocol}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextField
          name="localPort"
          label="Local port"
          hint="The port that the program on the device listens on."
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          name="publicPort"
          label="Public port"
          hint={`Leave empty to let the gateway choose.${range ? ` It has ${range}.` : ""}`}
          inputMode="numeric"
          autoComplete="off"
        />
        <NoteFields routesAnswers={routesAnswers} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Open port</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
