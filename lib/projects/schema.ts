import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { line, searchWords, uuid } from "@/lib/text";

const projectName = line("a name", 100);
/** One line, or none: an empty one counts as none. */
const description = z.union(
  [z.literal("").transform(() => null), z.null(), line("a description", 500)],
  "Use one line of at most 500 characters.",
);

export const listProjectsInput = z.strictObject({
  organisation: organisationReference,
  /** Searched for in names. */
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
  /** Left out: unchanged. Empty: none. */
  description: description.optional(),
});

export const deleteProjectInput = oneProject.extend({
  /** The mark of the contents that were shown. Left out: any contents. */
  mark: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "Enter the mark of the project’s contents.")
    .optional(),
});
