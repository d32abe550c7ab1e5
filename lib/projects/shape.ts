import { z } from "zod";
import { serverStates } from "@/lib/servers/schema";

/** A project that the user can see. */
export const projectShape = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    createdAt: z.date(),
    /** How many members are restricted to it, perhaps among others; null for users who may not know. */
    narrowed: z.int().nullable(),
    /** How many servers are in it; null for users who may not know. */
    servers: z.int().nullable(),
  })
  .meta({ id: "Project" });

/** A project of a restricted membership. */
export const projectNameShape = z.object({ id: z.uuid(), name: z.string() });

/** What is deleted with a project. */
export const projectContentsShape = z
  .object({
    /** The servers that would be deleted, the first fifty by name. */
    servers: z.array(z.object({ id: z.uuid(), name: z.string(), image: z.string(), state: z.enum(serverStates) })),
    serverCount: z.int(),
    /** Stands for exactly these servers: a deletion with this mark is refused if they have changed. */
    mark: z.string(),
  })
  .meta({ id: "ProjectContents" });
