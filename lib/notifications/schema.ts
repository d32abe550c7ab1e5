import { z } from "zod";
import { cursor, pageSize, uuid } from "@/lib/text";

export const listNotificationsInput = z.strictObject({ limit: pageSize, cursor });

export const markReadInput = z.strictObject({
  /** Left out: all of them. */
  ids: z.array(uuid).min(1, "Choose at least one.").max(200, "Choose at most 200 at once.").optional(),
});

export const notificationSettingsInput = z.strictObject({ byMail: z.boolean("Choose yes or no.") });
