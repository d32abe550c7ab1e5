"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedServer, ServerActions, ServerChoices } from "@/components/servers/actions";
import { ProjectField } from "@/components/servers/forms/place-fields";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";

interface Draft {
  organisation: string;
  server: string;
  projectId: string;
}
const schema = () =>
  import("@/lib/servers/schema").then(({ moveServerInput }) => moveServerInput as unknown as ZodType<unknown, Draft>);

export interface MoveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  server: ListedServer;
  choices: Pick<ServerChoices, "projects" | "projectNeeded">;
  move: ServerActions["move"];
}

/** Moves a server to another project. Loaded on demand. */
export default function MoveDialog({ open, onOpenChange, ...rest }: MoveDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Move ${rest.server.name} to a project`}
      description="The server keeps running. Members who are restricted to projects see it only in the new project."
    >
      <MoveForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type MoveFormProps = Omit<MoveDialogProps, "open" | "onOpenChange"> & { close: () => void };

function MoveForm({ organisation, server, choices, move, close }: MoveFormProps) {
  const { id, name, project } = server;
  const former = { organisation, server: id, projectId: project?.id ?? "" };
  const operation = useOperationForm<Draft, unknown, ListedServer>({
    schema,
    action: move,
    defaultValues: former,
    onSuccess(moved) {
      if (moved.project?.id !== project?.id)
        say(
          moved.project ? `${name} moved to ${moved.project.name}.` : `${name} is no longer in a project.`,
          () => void undo(move(former), `${name} moved back.`),
        );
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <ProjectField projects={choices.projects} needed={choices.projectNeeded} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Move</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
