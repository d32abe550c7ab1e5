import { z } from "zod";

/** Why and until when it is suspended; null while it isn’t. */
export const suspension = z.object({ reason: z.string(), until: z.date().nullable() }).nullable();

export const suspensionShape = z
  .object({ id: z.uuid(), handle: z.string(), suspension })
  .meta({ id: "OrganisationSuspension" });
