import { z } from "zod";

/** The answer to setting or removing an avatar. */
export const avatarShape = z.object({ avatarUrl: z.url().nullable() }).meta({ id: "Avatar" });
