import { z } from "zod";
import { describeProject } from "@/docs/guides/samples/describe_operation";
import { toAction } from "@/lib/doors/action/action";
import { line, one } from "@/lib/doors/rest/line";

/** For the actions.ts of the page that uses it, below "use server". */
export const describeProjectAction = toAction(describeProject);

/** For lib/projects/shape.ts. A missing or wrong field doesn't compile in the line below. */
const describedShape = z.object({ id: z.uuid(), name: z.string(), description: z.string() });

/** For lib/doors/rest/lines/projects.ts. */
export const describeLine = line(
  "PUT",
  `${one}/projects/:project/description`,
  "Describe a project",
  describeProject,
  describedShape,
);
