"use server";

import { changeNotificationSettings, readNotifications } from "@/lib/notifications/operations";
import { toAction } from "@/lib/transport/action";

export const readNotificationsAction = toAction(readNotifications);
export const changeNotificationSettingsAction = toAction(changeNotificationSettings);
