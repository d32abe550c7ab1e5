import { z } from "zod";

/** Somebody who asked to join and waits. */
export const joinRequestShape = z
  .object({ id: z.uuid(), createdAt: z.date(), userId: z.uuid(), name: z.string(), email: z.string() })
  .meta({ id: "JoinRequest" });

export const letInShape = z.object({ userId: z.uuid(), name: z.string(), orgRole: z.string() });
