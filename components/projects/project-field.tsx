"use client";

import { SelectField } from "@/components/forms/fields";

export interface ProjectChoices {
  projects: { id: string; name: string }[];
  /** Members who are restricted to projects must choose one. */
  projectNeeded: boolean;
}

/** The project that something goes into. @param things "servers" */
export function ProjectField({ projects, projectNeeded, things }: ProjectChoices & { things: string }) {
  if (projects.length === 0 && !projectNeeded) return null;
  return (
    <SelectField
      name="projectId"
      label="Project"
      hint={projectNeeded ? `Required: you can see only ${things} in your projects.` : undefined}
    >
      <option value="">{projectNeeded ? "Choose a project" : "None"}</option>
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
