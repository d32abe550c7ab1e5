"use client";

import { SelectField } from "@/components/forms/fields";
import type { ServerChoices } from "@/components/servers/actions";
import { Notice } from "@/components/ui/message/notice";

/** The project that a server goes into. */
export function ProjectField({ projects, needed }: { projects: ServerChoices["projects"]; needed: boolean }) {
  if (projects.length === 0 && !needed) return null;
  return (
    <SelectField
      name="projectId"
      label="Project"
      hint={needed ? "You are limited to these: you wouldn’t see a server without one." : undefined}
    >
      <option value="">{needed ? "Choose one" : "None"}</option>
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

/** The node that it goes to, chosen by the portal unless somebody does; one that takes none says why. */
export function NodeField({ nodes }: { nodes: ServerChoices["nodes"] }) {
  if (nodes.length === 0) return null;
  return (
    <>
      <SelectField name="nodeId" label="Node">
        <option value="">The one with most room</option>
        {nodes.map(({ id, name, available, reason, freeMemoryMb }) => (
          <option key={id} value={id} disabled={!available}>
            {available ? `${name}, ${freeMemoryMb.toLocaleString("en-GB")} MiB free` : `${name}: ${reason}`}
          </option>
        ))}
      </SelectField>
      {nodes.every(({ available }) => !available) && (
        <Notice tone="warn" title="No node takes a server now">
          {nodes.length === 1 ? nodes[0]?.reason : "The list of nodes says why."} Ask the portal’s administrator, or try
          again later.
        </Notice>
      )}
    </>
  );
}
