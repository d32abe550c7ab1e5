"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { Left, ListedServer, ServerActions } from "@/components/servers/actions";
import { AmountFields } from "@/components/servers/forms/amount-fields";
import { changeSchema, type ServerChange } from "@/components/servers/forms/change-schema";
import { say } from "@/components/ui/message/toast";

interface LimitsFormProps {
  organisation: string;
  server: ListedServer;
  left: Left;
  update: ServerActions["update"];
  close: () => void;
}

/** Edits a server’s name and limits, which can change while it runs. */
export function LimitsForm({ organisation, server, left, update, close }: LimitsFormProps) {
  const { id, name, memoryMb, cores, diskMb } = server;
  const operation = useOperationForm<ServerChange, unknown, ListedServer>({
    schema: changeSchema,
    action: update,
    defaultValues: {
      ...{ organisation, server: id, name },
      ...{ memoryMb: String(memoryMb), cores: String(cores), diskMb: String(diskMb) },
    },
    onSuccess(changed) {
      say(`${changed.name} saved.`);
      close();
    },
  });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Name" autoComplete="off" />
      <AmountFields left={left} />
      <FormError />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  );
}
