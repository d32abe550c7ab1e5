"use client";

import { TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
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
  /** The names of its environment variables; their values are never shown. */
  variables: string[];
  update: ServerActions["update"];
  close: () => void;
}

const written = ({ ports }: ListedServer) =>
  ports.map(({ port, protocol }) => (protocol === "udp" ? `${port}/udp` : String(port))).join(", ");

/** Edits a server’s image, ports and environment variables. */
export function ContainerForm({ organisation, server, left, variables, update, close }: ContainerFormProps) {
  const { id, image, state } = server;
  const operation = useOperationForm<ServerChange, unknown, ListedServer>({
    schema: changeSchema,
    action: update,
    defaultValues: { organisation, server: id, image, ports: written(server), environment: "", forget: [] },
    onSuccess(changed) {
      say(
        changed.state === "running" || state === "running"
          ? `Recreating ${changed.name}. Its files are kept.`
          : `${changed.name} will be recreated when it starts.`,
      );
      close();
    },
  });
  const { register } = operation.form;
  return (
    <Form operation={operation}>
      <TextField
        name="image"
        label="Image"
        hint="For example nginx:1.27 or ghcr.io/owner/name:tag."
        autoComplete="off"
      />
      <TextField
        name="ports"
        label="Ports"
        hint={portsHint("Unchanged ports keep their node port.", left)}
        autoComplete="off"
      />
      {variables.length > 0 && (
        <fieldset>
          <legend className="text-control font-medium">Current variables</legend>
          <p className="mb-2 text-sm text-ink-soft">
            Values are stored encrypted and never shown. Tick the ones to remove.
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
        label="New or changed variables"
        hint="One per line: NAME=value. A current variable gets the new value."
        rows={3}
        autoComplete="off"
        spellCheck={false}
      />
      <FormError />
      <div>
        <SubmitButton>Save and recreate</SubmitButton>
      </div>
    </Form>
  );
}
