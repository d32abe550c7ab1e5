import Link from "next/link";
import { changeMails } from "@/app/dashboard/(you)/notifications/actions";
import { MailSwitch } from "@/components/notifications/mail-switch";
import { PageHead } from "@/components/ui/layout/page-head";
import { read } from "@/lib/doors/page/page";
import { canMail } from "@/lib/env";
import { readNotificationSettings } from "@/lib/notifications/operations";

export const metadata = { title: "Notification settings" };

export default async function NotificationSettingsPage() {
  const { byMail, signInMails } = await read(readNotificationSettings, {});
  return (
    <>
      <PageHead title="Notification settings">
        What you are told about is listed under <Link href="/dashboard/notifications">Notifications</Link>.
      </PageHead>
      <div className="grid max-w-[40rem] gap-4">
        {canMail() ? (
          <>
            <MailSwitch setting="byMail" isOn={byMail} change={changeMails} />
            <MailSwitch setting="signInMails" isOn={signInMails} change={changeMails} />
          </>
        ) : (
          <p className="text-control text-ink-soft">They are shown only here: this portal doesn’t send e-mail.</p>
        )}
      </div>
    </>
  );
}
