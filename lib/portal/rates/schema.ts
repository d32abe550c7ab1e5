import { z } from "zod";
import { cursor, pageSize } from "@/lib/text";

export const listRatesInput = z.strictObject({ limit: pageSize, cursor });
export const oneRate = z.strictObject({
  rate: z
    .string()
    .max(32, { error: "This isn’t the id of a limit.", abort: true })
    .regex(/^[0-9a-f]{32}$/, "This isn’t the id of a limit."),
});
