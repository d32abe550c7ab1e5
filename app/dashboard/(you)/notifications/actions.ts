"use server";

import type { Answer } from "@/components/forms/post-form";
import { fieldsOf, toAction } from "@/lib/doors/action/action";
import { changeNotificationSettings, readNotifications } from "@/lib/notifications/operations";

export const readNotificationsAction = toAction(readNotifications);

const changeSettings = toAction(changeNotificationSettings);

/** The form of a `MailSwitch`: its button names one setting, and the other stays as it is. */
export async function changeMails(form: FormData): Promise<Answer> {
  const fields = fieldsOf(form);
  const wanted = (name: string) => (fields.has(name) ? fields.get(name) === "on" : undefined);
  const outcome = await changeSettings({ byMail: wanted("byMail"), signInMails: wanted("signInMails") });
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}
