import { z } from "zod";
import { cursor, pageSize, uuid } from "@/lib/text";

export const listNotificationsInput = z.strictObject({ limit: pageSize, cursor });

export const markReadInput = z.strictObject({
  /** Left out: all of them. */
  ids: z.array(uuid).min(1, "Choose at least one.").max(200, "Choose at most 200 at once.").optional(),
});

/** What is left out stays as it is. */
export const notificationSettingsInput = z.strictObject({
  byMail: z.boolean("Choose yes or no.").optional(),
  /** About sign-ins from devices that the account doesn’t know. */
  signInMails: z.boolean("Choose yes or no.").optional(),
});
