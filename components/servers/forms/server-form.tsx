"use client";

import { useEffect } from "react";
import type { ZodType } from "zod";
import { TextareaField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { ProjectField } from "@/components/projects/project-field";
import type { Left, ListedServer, ServerDialogProps, ServerDraft } from "@/components/servers/actions";
import { AmountFields, portsHint } from "@/components/servers/forms/amount-fields";
import { NodeField } from "@/components/servers/forms/node-field";
import { VariableFields } from "@/components/servers/forms/variable-fields";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { initialVariables, type TemplateName, templateOf } from "@/lib/servers/templates/catalogue";

const schema = () =>
  import("@/lib/servers/schema").then(
    ({ createServerInput }) => createServerInput as unknown as ZodType<unknown, ServerDraft>,
  );

type ServerFormProps = Pick<ServerDialogProps, "organisation" | "choices" | "create"> & {
  from: TemplateName | "image";
  back: () => void;
  close: () => void;
};

function draftOf(organisation: string, from: TemplateName | "image"): ServerDraft {
  const place = { organisation, name: "", projectId: "", nodeId: "" };
  if (from === "image")
    return {
      ...place,
      ...{ image: "", memoryMb: "1024", cores: "1", diskMb: "10240", ports: "", environment: "" },
    };
  const { memoryMb, cores, diskMb } = templateOf(from);
  return {
    ...place,
    ...{ template: from, memoryMb: String(memoryMb), cores: String(cores), diskMb: String(diskMb) },
    environment: initialVariables(from),
  };
}

/** A new server’s name, environment variables, limits, project and node. */
export function ServerForm({ organisation, choices, create, from, back, close }: ServerFormProps) {
  const operation = useOperationForm<ServerDraft, unknown, ListedServer>({
    schema,
    action: create,
    defaultValues: draftOf(organisation, from),
    onSuccess({ name }) {
      say(`Creating ${name}…`);
      close();
    },
  });
  const { setFocus } = operation.form;
  // The button that opened this form is gone, and the focus with it.
  useEffect(() => setFocus("name"), [setFocus]);
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="off" />
        {from === "image" ? (
          <ImageFields left={choices.left} />
        ) : (
          <VariableFields variables={templateOf(from).variables} />
        )}
        <AmountFields left={choices.left} />
        <ProjectField {...choices} things="servers" />
        <NodeField nodes={choices.nodes} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={back}>Back</Button>
        <SubmitButton>Create server</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

function ImageFields({ left }: { left: Left }) {
  return (
    <>
      <TextField
        name="image"
        label="Image"
        hint="For example nginx:1.27 or ghcr.io/owner/name:tag."
        autoComplete="off"
      />
      <TextField
        name="ports"
        label="Ports"
        hint={portsHint("The portal assigns the node’s ports.", left)}
        autoComplete="off"
      />
      <TextareaField
        name="environment"
        label="Environment variables"
        hint="One per line: NAME=value. They are stored encrypted."
        rows={3}
      />
    </>
  );
}
