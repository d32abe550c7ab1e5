"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedProject, ProjectActions, ProjectInput } from "@/components/projects/actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";

type Schema = ZodType<unknown, ProjectInput>;
const createSchema = () =>
  import("@/lib/projects/schema").then((schemas) => schemas.createProjectInput as unknown as Schema);
const updateSchema = () =>
  import("@/lib/projects/schema").then((schemas) => schemas.updateProjectInput as unknown as Schema);

export interface ProjectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  /** The project to edit; left out for a new one. */
  project?: ListedProject;
  actions: ProjectActions;
}

/** A project's name and description. Loaded on demand. */
export default function ProjectDialog({ open, onOpenChange, project, ...rest }: ProjectDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={project ? `Edit project ${project.name}` : "New project"}
      description={project ? undefined : "Groups servers that belong together. Members can be restricted to it."}
    >
      <ProjectForm {...rest} project={project} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type ProjectFormProps = Omit<ProjectDialogProps, "open" | "onOpenChange"> & { close: () => void };

function ProjectForm({ organisation, project, actions, close }: ProjectFormProps) {
  const former = project && {
    organisation,
    project: project.id,
    name: project.name,
    description: project.description ?? "",
  };
  const operation = useOperationForm<ProjectInput, unknown, { id: string; name: string }>({
    schema: project ? updateSchema : createSchema,
    action: (input) => (project ? actions.update({ ...input, project: project.id }) : actions.create(input)),
    defaultValues: former ?? { organisation, name: "", description: "" },
    onSuccess({ id, name }) {
      if (former)
        say(`Project ${name} saved.`, () => void undo(actions.update(former), `Changes to ${former.name} undone.`));
      else
        say(
          `Project ${name} created.`,
          () => void undo(actions.delete({ organisation, project: id }), `Project ${name} deleted.`),
        );
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField
          name="description"
          label="Description"
          hint="Optional: what it is for, in one line."
          autoComplete="off"
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{project ? "Save" : "Create project"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
