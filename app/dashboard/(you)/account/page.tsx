import Link from "next/link";
import {
  changePasswordAction,
  endOtherSessionsAction,
  endSessionAction,
  removeOwnAvatarAction,
  renameAccountAction,
  setOwnAvatarAction,
} from "@/app/dashboard/(you)/account/actions";
import { changeNotificationSettingsAction } from "@/app/dashboard/(you)/notifications/actions";
import { resendVerificationAction } from "@/app/dashboard/actions";
import { AccountButtons } from "@/components/accounts/account-buttons";
import { ResendVerification } from "@/components/accounts/resend-verification";
import { SessionTable } from "@/components/accounts/session-table";
import { PostButton } from "@/components/forms/post-button";
import { Person } from "@/components/identity/person";
import { PictureButtons } from "@/components/pictures/picture-buttons";
import { PictureRow } from "@/components/pictures/picture-row";
import { Badge } from "@/components/ui/badge";
import { Line, Lines } from "@/components/ui/lines";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { Section } from "@/components/ui/section";
import { readProfile } from "@/lib/accounts/profile";
import { listSessions } from "@/lib/accounts/sessions";
import { canMail } from "@/lib/env";
import { readNotificationSettings } from "@/lib/notifications/operations";
import { currentCaller } from "@/lib/session";
import { read } from "@/lib/transport/page";

export const metadata = { title: "Your account" };

async function set(file: Uint8Array) {
  "use server";
  return setOwnAvatarAction({ file });
}
async function remove() {
  "use server";
  return removeOwnAvatarAction({});
}
async function end(form: FormData) {
  "use server";
  await endSessionAction({ session: String(form.get("session")) });
}
async function endOthers() {
  "use server";
  await endOtherSessionsAction({});
}
async function changeMails(form: FormData) {
  "use server";
  await changeNotificationSettingsAction({ byMail: form.get("byMail") === "on" });
}

export default async function AccountPage() {
  const [{ id, name, email, avatar }, sessions, { byMail }] = await Promise.all([
    read(readProfile, {}),
    read(listSessions, {}),
    read(readNotificationSettings, {}),
  ]);
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") return null;
  const { verified, portalAdmin } = actor;
  return (
    <>
      <PageHead title="Your account" />
      {!verified && (
        <Notice
          tone="warn"
          title="Your address isn’t confirmed"
          className="max-w-[40rem]"
          actions={<ResendVerification resend={resendVerificationAction} byMail={canMail()} />}
        >
          {canMail()
            ? "Until it is, you can’t found organisations or invite people."
            : "Until it is, invitations that were sent to it can’t be answered from here."}
        </Notice>
      )}
      <Section title="Profile">
        <div className="max-w-[40rem]">
          <Lines>
            <Line label="Name">{name}</Line>
            <Line label="Address">
              {email}{" "}
              {verified && (
                <Badge tone="good" dot>
                  Confirmed
                </Badge>
              )}
            </Line>
            {portalAdmin && <Line label="Portal">You administer this portal.</Line>}
          </Lines>
        </div>
        <AccountButtons name={name} rename={renameAccountAction} changePassword={changePasswordAction} />
      </Section>
      <Section title="Picture">
        <PictureRow
          picture={<Person id={id} name={name} avatar={avatar} size="grand" />}
          about="Shown to those with whom you share an organisation."
        >
          <PictureButtons of={name} has={avatar !== null} shape="circle" set={set} remove={remove} />
        </PictureRow>
      </Section>
      <Section
        title="Sessions"
        count={sessions.length}
        action={
          sessions.length > 1 && (
            <form action={endOthers}>
              <PostButton size="small">End all others</PostButton>
            </form>
          )
        }
      >
        <SessionTable
          sessions={sessions}
          now={new Date()}
          end={({ id: session, address }) => (
            <form action={end}>
              <input type="hidden" name="session" value={session} />
              <PostButton size="small">
                End<span className="sr-only"> the session from {address ?? "somewhere"}</span>
              </PostButton>
            </form>
          )}
        />
      </Section>
      <Section title="Notifications" action={<Link href="/dashboard/notifications">What happened to you</Link>}>
        <div className="max-w-[40rem]">
          {canMail() ? (
            <Panel
              about={
                byMail
                  ? "You get a mail too when somebody adds you, changes your role or ends a membership of yours."
                  : "You get no mail about what others do that concerns you. Invitations are always mailed."
              }
              action={
                <form action={changeMails}>
                  <PostButton name="byMail" value={byMail ? "off" : "on"}>
                    {byMail ? "Stop the mails" : "Send me mails"}
                  </PostButton>
                </form>
              }
            />
          ) : (
            <p className="text-control text-ink-soft">They are shown here alone: this portal sends no mail.</p>
          )}
        </div>
      </Section>
      <Section title="Access tokens" action={<Link href="/dashboard/account/tokens">Manage your tokens</Link>}>
        <p className="text-control text-ink-soft">With these your programs use Guildhall as you.</p>
      </Section>
    </>
  );
}
