import { listNotificationsOf, markRead, type NotificationKind } from "@/db/queries/notifications";
import { findMailSettings, setMailSettings } from "@/db/queries/users";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { listNotificationsInput, markReadInput, notificationSettingsInput } from "@/lib/notifications/schema";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, idPattern, toPage } from "@/lib/paging";

/** The user's notifications, newest first. */
export const listNotifications = accountQuery("notice.list", {
  input: listNotificationsInput,
  token: "account",
  async run({ trx, actor }, { limit, cursor }) {
    const rows = await listNotificationsOf(trx, actor.userId, {
      after: fromCursor(cursor, idPattern),
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { ...page, items: page.items.map(({ kind, ...row }) => ({ ...row, kind: kind as NotificationKind })) };
  },
});

/** Marks them as read. */
export const readNotifications = accountCommand("notice.read", {
  input: markReadInput,
  token: "account",
  did: { unaudited: "a stamp that something was read" },
  event: null,
  run: async ({ trx, actor }, { ids }) => markRead(trx, actor.userId, ids),
});

/** Which mails the user gets. */
export const readNotificationSettings = accountQuery("notice.readSettings", {
  input: nothing,
  token: "account",
  run: async ({ trx, actor }) => findMailSettings(trx, actor.userId),
});

export const changeNotificationSettings = accountCommand("notice.changeSettings", {
  did: "changed the notification mails of",
  event: null,
  input: notificationSettingsInput,
  token: "account",
  async run({ trx, actor, audit }, wanted) {
    const before = await findMailSettings(trx, actor.userId);
    const { byMail = before.byMail, signInMails = before.signInMails } = wanted;
    const settings = { byMail, signInMails };
    await setMailSettings(trx, actor.userId, settings);
    audit({ target: { id: actor.userId, name: actor.name }, after: wanted });
    return settings;
  },
});
