"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type ProjectChoices, ProjectField } from "@/components/projects/project-field";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface Placed {
  name: string;
  project: { id: string; name: string } | null;
}
interface Draft {
  projectId: string;
}

export interface MoveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  thing: Placed;
  /** What moving changes, and what it doesn't. */
  about: string;
  /** "servers" */
  things: string;
  choices: ProjectChoices;
  schema: () => Promise<ZodType<unknown, Draft>>;
  move: (draft: Draft) => Promise<Outcome<Placed>>;
}

/** Moves a server or a tunnel device to another project. Loaded on demand. */
export default function MoveDialog({ open, onOpenChange, about, ...rest }: MoveDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Move ${rest.thing.name} to a project`} description={about}>
      <MoveForm {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type MoveFormProps = Omit<MoveDialogProps, "open" | "onOpenChange" | "about"> & { close: () => void };

function MoveForm({ thing, things, choices, schema, move, close }: MoveFormProps) {
  const { name, project } = thing;
  const former = { projectId: project?.id ?? "" };
  const operation = useOperationForm<Draft, unknown, Placed>({
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
        <ProjectField {...choices} things={things} />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Move</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
