"use server";

import { toAction } from "@/lib/doors/action/action";
import { changeNotificationSettings, readNotifications } from "@/lib/notifications/operations";

export const readNotificationsAction = toAction(readNotifications);
export const changeNotificationSettingsAction = toAction(changeNotificationSettings);
