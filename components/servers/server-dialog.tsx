"use client";

import type { ZodType } from "zod";
import { SelectField, TextareaField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedServer, ServerActions, ServerChoices, ServerDraft } from "@/components/servers/editing";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog";
import { say } from "@/components/ui/toast";

const schema = () =>
  import("@/lib/servers/schema").then(
    ({ createServerInput }) => createServerInput as unknown as ZodType<unknown, ServerDraft>,
  );

export interface ServerDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  choices: ServerChoices;
  create: ServerActions["create"];
}

/** What a new server is made from. Fetched on demand by whoever opens it. */
export default function ServerDialog({ open, onOpenChange, ...rest }: ServerDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New server"
      description="A container that runs an image, on a node with room for it."
    >
      <ServerForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type ServerFormProps = Omit<ServerDialogProps, "open" | "onOpenChange"> & { close: () => void };

function ServerForm({ organisation, choices, create, close }: ServerFormProps) {
  const { projects, projectNeeded, nodes } = choices;
  const operation = useOperationForm<ServerDraft, unknown, ListedServer>({
    schema,
    action: create,
    defaultValues: {
      ...{ organisation, name: "", image: "", memoryMb: "1024", cores: "1", diskMb: "10240" },
      ...{ projectId: "", nodeId: "", ports: "", environment: "" },
    },
    onSuccess({ name }) {
      say(`The server ${name} is being made.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField name="image" label="Image" hint="Such as nginx:1.27 or ghcr.io/owner/name:tag." autoComplete="off" />
        <TextField name="memoryMb" label="Memory in MiB" inputMode="numeric" autoComplete="off" />
        <TextField name="cores" label="Cores" hint="Parts of one, too: 0.5." inputMode="decimal" autoComplete="off" />
        <TextField name="diskMb" label="Disk in MiB" inputMode="numeric" autoComplete="off" />
        <TextField
          name="ports"
          label="Ports"
          hint="What listens inside, such as 25565, 19132/udp. The portal chooses the node’s ports."
          autoComplete="off"
        />
        <TextareaField name="environment" label="Variables" hint="One in a line: NAME=value." rows={3} />
        {(projects.length > 0 || projectNeeded) && (
          <SelectField name="projectId" label="Project">
            <option value="">{projectNeeded ? "Choose one" : "None"}</option>
            {projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        {nodes.length > 0 && (
          <SelectField name="nodeId" label="Node">
            <option value="">The one with most room</option>
            {nodes.map(({ id, name, available, freeMemoryMb }) => (
              <option key={id} value={id} disabled={!available}>
                {available ? `${name}, ${freeMemoryMb.toLocaleString("en-GB")} MiB free` : `${name}, takes none now`}
              </option>
            ))}
          </SelectField>
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Make the server</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
