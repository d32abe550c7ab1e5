import { z } from "zod";
import { serverStates } from "@/lib/servers/schema";

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
    /** How many servers are in it; null for whoever may not know. */
    servers: z.int().nullable(),
  })
  .meta({ id: "Project" });

/** A project as a membership that is limited names it. */
export const projectNameShape = z.object({ id: z.uuid(), name: z.string() });

/** What goes with a project. */
export const projectContentsShape = z
  .object({
    /** Those that would be deleted, the first fifty by name. */
    servers: z.array(z.object({ id: z.uuid(), name: z.string(), image: z.string(), state: z.enum(serverStates) })),
    serverCount: z.int(),
    /** Names exactly these servers: the deletion that is given it is refused when one came or went since. */
    mark: z.string(),
  })
  .meta({ id: "ProjectContents" });
