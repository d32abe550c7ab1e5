import { z } from "zod";

/** A project, as far as whoever asks sees any. */
export const projectShape = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    createdAt: z.date(),
    /** How many members are limited to it, among others perhaps; null for whoever may not know. */
    narrowed: z.int().nullable(),
  })
  .meta({ id: "Project" });

/** A project as a membership that is limited names it. */
export const projectNameShape = z.object({ id: z.uuid(), name: z.string() });
