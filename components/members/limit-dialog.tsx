"use client";

import { useState } from "react";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Person } from "@/components/identity/person";
import type { ManagedMember, ManagedPlace, ProjectChoice } from "@/components/members/actions";
import { projectNames } from "@/components/projects/names";
import { Button } from "@/components/ui/button/button";
import { LinkButton } from "@/components/ui/button/link-button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Radio } from "@/components/ui/form/radio";
import { Notice } from "@/components/ui/message/notice";
import { say, undo } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/members/schema").then((schemas) => schemas.narrowMemberInput);

export interface Limits {
  /** Those that the viewer sees. */
  projects: ProjectChoice[];
  /** The ids of those that the member is currently restricted to; null: all projects. */
  former: string[] | null;
}
export interface LimitDialogProps extends Limits {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  place: ManagedPlace;
  member: ManagedMember;
}

/** Opened only by `useMemberActions`, which loads it on demand. */
export default function LimitDialog({ open, onOpenChange, member, projects, ...rest }: LimitDialogProps) {
  const close = () => onOpenChange(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      picture={<Person id={member.userId} name={member.name} avatar={member.avatar} size="large" />}
      title={`Restrict ${member.name} to projects`}
      description="From their next request, also for their access tokens. Their role still decides what they may do there."
    >
      {projects.length > 0 ? (
        <LimitForm {...rest} member={member} projects={projects} close={close} />
      ) : (
        <NoProjects href={rest.place.projectsHref} close={close} />
      )}
    </Dialog>
  );
}

function NoProjects({ href, close }: { href?: string; close: () => void }) {
  return (
    <>
      <DialogBody>
        <Notice>There are no projects yet. Once there is one, members can be restricted to it.</Notice>
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Close</Button>
        {href && (
          <LinkButton href={href} variant="main">
            Create a project
          </LinkButton>
        )}
      </DialogFoot>
    </>
  );
}

type LimitFormProps = Omit<LimitDialogProps, "open" | "onOpenChange"> & { close: () => void };

function LimitForm({ place, member, projects, former, close }: LimitFormProps) {
  const { organisation, seesAll, actions } = place;
  const { userId, name } = member;
  const [every, setEvery] = useState(former === null);
  const one = { organisation, userId };
  const operation = useOperationForm({
    schema,
    // No ticked box would mean all projects, which only the other choice may say.
    action: async (input: typeof one & { projects: string[] }) =>
      every || input.projects.length > 0 ? actions.narrow({ ...input, ...(every && { projects: [] }) }) : nothingChosen,
    defaultValues: { ...one, projects: former ?? [] },
    onSuccess({ projects: seen }) {
      const goBack = () =>
        void undo(actions.narrow({ ...one, projects: former ?? [] }), `${name} sees the same projects as before.`);
      // A member who saw no project can't be put back: an empty list would mean all projects.
      const mayGoBack = former === null || former.length > 0;
      say(`${name} now sees ${seen ? projectNames(seen) : "all projects"}.`, mayGoBack ? goBack : undefined);
      close();
    },
  });
  const { register, getFieldState, formState } = operation.form;
  const error = getFieldState("projects", formState).error;
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        {seesAll ? (
          <fieldset className="grid gap-2.5">
            <legend className="float-left mb-2 w-full text-control font-semibold">Access</legend>
            <Radio
              name="every"
              label="All projects"
              hint="Also those created later."
              checked={every}
              onChange={() => setEvery(true)}
            />
            <Radio
              name="every"
              label="Only selected projects"
              hint="They can’t see any other project."
              checked={!every}
              onChange={() => setEvery(false)}
            />
          </fieldset>
        ) : (
          <Notice>You see only these projects yourself. {name}’s access to others stays the same.</Notice>
        )}
        {!every && (
          <fieldset className="grid gap-2.5 border-t border-hair pt-3">
            <legend className="float-left mb-2 w-full text-control font-semibold">Projects</legend>
            {projects.map((project) => (
              <Checkbox
                key={project.id}
                label={project.name}
                hint={project.description}
                value={project.id}
                {...register("projects")}
              />
            ))}
          </fieldset>
        )}
        {error && (
          <Notice tone="bad" role="alert">
            {error.message}
          </Notice>
        )}
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{every ? "Show all projects" : "Restrict"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

const nothingChosen: Outcome<never> = {
  ok: false,
  error: { code: "INVALID", message: "Choose at least one project." },
};
