"use client";

import { TextareaField, TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { Left, ListedServer, ServerActions } from "@/components/servers/actions";
import { portsHint } from "@/components/servers/forms/amount-fields";
import { changeSchema, type ServerChange } from "@/components/servers/forms/change-schema";
import { Checkbox } from "@/components/ui/form/checkbox";
import { say } from "@/components/ui/message/toast";

interface ContainerFormProps {
  organisation: string;
  server: ListedServer;
  left: Left;
  /** Names of its variables; their values are never shown. */
  variables: string[];
  update: ServerActions["update"];
  close: () => void;
}

const written = ({ ports }: ListedServer) =>
  ports.map(({ port, protocol }) => (protocol === "udp" ? `${port}/udp` : String(port))).join(", ");

/** What a server’s container is made from. */
export function ContainerForm({ organisation, server, left, variables, update, close }: ContainerFormProps) {
  const { id, image, state } = server;
  const operation = useOperationForm<ServerChange, unknown, ListedServer>({
    schema: changeSchema,
    action: update,
    defaultValues: { organisation, server: id, image, ports: written(server), environment: "", forget: [] },
    onSuccess(changed) {
      say(
        changed.state === "running" || state === "running"
          ? `${changed.name} is made anew, with its files.`
          : `${changed.name} is made anew when it starts.`,
      );
      close();
    },
  });
  const { register } = operation.form;
  return (
    <Form operation={operation}>
      <TextField name="image" label="Image" hint="Such as nginx:1.27 or ghcr.io/owner/name:tag." autoComplete="off" />
      <TextField
        name="ports"
        label="Ports"
        hint={portsHint("Those that stay keep their number on the node.", left)}
        autoComplete="off"
      />
      {variables.length > 0 && (
        <fieldset>
          <legend className="text-control font-medium">Variables that it has</legend>
          <p className="mb-2 text-sm text-ink-soft">
            Their values are stored encrypted and never shown. Tick those to remove; the others stay as they are.
          </p>
          <div className="grid gap-2">
            {variables.map((variable) => (
              <Checkbox
                key={variable}
                label={
                  <>
                    Remove <span className="font-mono wrap-anywhere">{variable}</span>
                  </>
                }
                value={variable}
                {...register("forget")}
              />
            ))}
          </div>
        </fieldset>
      )}
      <TextareaField
        name="environment"
        label="New variables and new values"
        hint="One on each line: NAME=value. A name that is there already gets the new value."
        rows={3}
        autoComplete="off"
        spellCheck={false}
      />
      <FormError />
      <div>
        <SubmitButton>Save and make it anew</SubmitButton>
      </div>
    </Form>
  );
}
