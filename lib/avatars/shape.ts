import { z } from "zod";

/** What setting or removing a picture answers. */
export const avatarShape = z.object({ avatarUrl: z.url().nullable() }).meta({ id: "Avatar" });
