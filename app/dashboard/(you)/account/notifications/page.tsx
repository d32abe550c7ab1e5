import Link from "next/link";
import { changeNotificationSettingsAction } from "@/app/dashboard/(you)/notifications/actions";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { PageHead } from "@/components/ui/layout/page-head";
import { Panel } from "@/components/ui/layout/panel";
import { fieldsOf } from "@/lib/doors/action/action";
import { read } from "@/lib/doors/page/page";
import { canMail } from "@/lib/env";
import { readNotificationSettings } from "@/lib/notifications/operations";

export const metadata = { title: "Notification settings" };

async function changeMails(form: FormData): Promise<Answer> {
  "use server";
  const fields = fieldsOf(form);
  const wanted = (name: string) => (fields.has(name) ? fields.get(name) === "on" : undefined);
  const settings = { byMail: wanted("byMail"), signInMails: wanted("signInMails") };
  const outcome = await changeNotificationSettingsAction(settings);
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}

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
            <Panel
              title="By e-mail"
              about={
                byMail
                  ? "You also get an e-mail when somebody adds you, changes your role or removes you."
                  : "You don’t get notifications by e-mail. Invitations and transfers of organisations always are."
              }
              action={
                <PostForm action={changeMails}>
                  <PostButton name="byMail" value={byMail ? "off" : "on"}>
                    {byMail ? "Disable e-mails" : "Enable e-mails"}
                  </PostButton>
                </PostForm>
              }
            />
            <Panel
              title="New sign-ins"
              about={
                signInMails
                  ? "You get an e-mail when somebody signs in to your account from a new device. It has a link that ends that session."
                  : "You don’t get an e-mail when somebody signs in to your account from a new device."
              }
              action={
                <PostForm action={changeMails}>
                  <PostButton name="signInMails" value={signInMails ? "off" : "on"}>
                    {signInMails ? "Disable sign-in e-mails" : "Enable sign-in e-mails"}
                  </PostButton>
                </PostForm>
              }
            />
          </>
        ) : (
          <p className="text-control text-ink-soft">They are shown only here: this portal doesn’t send e-mail.</p>
        )}
      </div>
    </>
  );
}
