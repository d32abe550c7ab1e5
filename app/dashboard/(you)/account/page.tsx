import { refresh } from "next/cache";
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
import { AvatarButtons } from "@/components/avatars/avatar-buttons";
import { PictureRow } from "@/components/avatars/avatar-row";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { Person } from "@/components/identity/person";
import { PageHead } from "@/components/ui/layout/page-head";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { Badge } from "@/components/ui/message/badge";
import { Notice } from "@/components/ui/message/notice";
import { Line, Lines } from "@/components/ui/table/lines";
import { readProfile } from "@/lib/accounts/profile_operations";
import { listSessions } from "@/lib/accounts/session_operations";
import { fieldsOf } from "@/lib/doors/action/action";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { canMail } from "@/lib/env";
import { readNotificationSettings } from "@/lib/notifications/operations";
import { readMayFound } from "@/lib/organisations/operations";

export const metadata = { title: "Your account" };

async function set(file: Uint8Array) {
  "use server";
  return setOwnAvatarAction({ file });
}
async function remove() {
  "use server";
  return removeOwnAvatarAction({});
}
/** The pressed button says which session to end: one, or all but this one. */
async function end(form: FormData): Promise<Answer> {
  "use server";
  const session = String(fieldsOf(form).get("session"));
  const one = session === "others" ? undefined : await endSessionAction({ session });
  if (one?.ok) return { ok: true, data: "Session ended." };
  // It ended elsewhere in the meantime: refresh the list.
  if (one?.error.reason === "unknown") refresh();
  if (one) return one.error.reason === "unknown" ? { ok: true, data: "That session had already ended." } : one;
  const all = await endOtherSessionsAction({});
  if (!all.ok) return all;
  const { ended } = all.data;
  return { ok: true, data: ended === 1 ? "One other session ended." : `${ended} other sessions ended.` };
}
async function changeMails(form: FormData): Promise<Answer> {
  "use server";
  const outcome = await changeNotificationSettingsAction({ byMail: fieldsOf(form).get("byMail") === "on" });
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}

export default async function AccountPage() {
  const [{ id, name, email, avatar }, sessions, { byMail }, { mayFound }] = await Promise.all([
    read(readProfile, {}),
    read(listSessions, {}),
    read(readNotificationSettings, {}),
    read(readMayFound, {}),
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
          title="Your e-mail address isn’t verified"
          className="max-w-[40rem]"
          actions={<ResendVerification resend={resendVerificationAction} byMail={canMail()} />}
        >
          {canMail()
            ? `Until it is, you can’t ${mayFound ? "create organisations or invite people" : "invite people"}.`
            : "Until it is, you can’t answer invitations from here."}
        </Notice>
      )}
      <Section title="Profile">
        <div className="max-w-[40rem]">
          <Lines>
            <Line label="Name">{name}</Line>
            <Line label="E-mail">
              {email}{" "}
              {verified && (
                <Badge tone="good" dot>
                  Verified
                </Badge>
              )}
            </Line>
            {portalAdmin && <Line label="Portal">You administer this portal.</Line>}
          </Lines>
        </div>
        <AccountButtons name={name} rename={renameAccountAction} changePassword={changePasswordAction} />
      </Section>
      <Section title="Avatar">
        <PictureRow
          picture={<Person id={id} name={name} avatar={avatar} size="grand" />}
          about="Visible to the people in your organisations."
        >
          <AvatarButtons of={name} has={avatar !== null} shape="circle" set={set} remove={remove} />
        </PictureRow>
      </Section>
      <PostForm action={end}>
        <Section
          title="Sessions"
          count={sessions.length}
          action={
            sessions.length > 1 && (
              <PostButton size="small" name="session" value="others">
                End all other sessions
              </PostButton>
            )
          }
        >
          <SessionTable
            sessions={sessions}
            now={new Date()}
            end={({ id, address }) => (
              <PostButton size="small" name="session" value={id}>
                End<span className="sr-only"> the session from {address ?? "somewhere"}</span>
              </PostButton>
            )}
          />
        </Section>
      </PostForm>
      <Section title="Notifications" action={<Link href="/dashboard/notifications">View notifications</Link>}>
        <div className="max-w-[40rem]">
          {canMail() ? (
            <Panel
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
          ) : (
            <p className="text-control text-ink-soft">They are shown only here: this portal doesn’t send e-mail.</p>
          )}
        </div>
      </Section>
      <Section title="Access tokens" action={<Link href="/dashboard/account/tokens">Manage tokens</Link>}>
        <p className="text-control text-ink-soft">Access tokens let your programs use Guildhall on your behalf.</p>
      </Section>
    </>
  );
}
