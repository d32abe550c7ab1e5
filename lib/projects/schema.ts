import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { line, searchWords, uuid } from "@/lib/text";

const projectName = line("a name", 100);
/** One line, or none: an empty one is as good as none. */
const description = z.union(
  [z.literal("").transform(() => null), z.null(), line("a description", 500)],
  "Use one line of at most 500 characters.",
);

export const listProjectsInput = z.strictObject({
  organisation: organisationReference,
  /** Looked for in names. */
  q: searchWords.optional(),
});

export const oneProject = z.strictObject({ organisation: organisationReference, project: uuid });

export const createProjectInput = z.strictObject({
  organisation: organisationReference,
  name: projectName,
  description: description.optional(),
});

export const updateProjectInput = oneProject.extend({
  name: projectName.optional(),
  /** Left out: as it is. Empty: none. */
  description: description.optional(),
});

export const deleteProjectInput = oneProject.extend({
  /** Of the contents that were looked at. Left out: whatever there is. */
  mark: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "Give the mark that the project’s contents had.")
    .optional(),
});
