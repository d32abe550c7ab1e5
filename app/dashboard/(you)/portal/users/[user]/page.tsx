import Link from "next/link";
import { cache } from "react";
import {
  deleteUserAction,
  demoteUserAction,
  disableUserAction,
  enableUserAction,
  endUserSessionsAction,
  promoteUserAction,
  resetFactorAction,
  revealResetAction,
  sendResetAction,
  setOwnedLimitAction,
  verifyUserAction,
} from "@/app/dashboard/(you)/portal/users/actions";
import { Person } from "@/components/identity/person";
import { DeletePanel } from "@/components/portal/users/delete-panel";
import { MembershipTable } from "@/components/portal/users/membership-table";
import { OwnedLimitForm } from "@/components/portal/users/owned-limit-form";
import { ReasonButton } from "@/components/portal/users/reason-button";
import { ResetButton } from "@/components/portal/users/reset-button";
import { UserAction } from "@/components/portal/users/user-action";
import { UserFacts } from "@/components/portal/users/user-facts";
import { PageHead } from "@/components/ui/layout/page-head";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { Time } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { canMail, passwordSignIn } from "@/lib/env";
import { readUser } from "@/lib/users/list_operations";

interface UserParams {
  params: Promise<{ user: string }>;
}

/** Read once for the title and the page. */
const openedUser = cache((user: string) => read(readUser, { user }));

export async function generateMetadata({ params }: UserParams) {
  return { title: (await openedUser((await params).user)).name };
}

const path = "/dashboard/portal/users";

export default async function PortalUserPage({ params }: UserParams) {
  const user = await openedUser((await params).user);
  const { id, name, email, avatar, disabledAt, disabledReason, verifiedAt, portalAdmin, organisations } = user;
  const { actor } = await currentCaller();
  const isSelf = actor?.kind === "user" && actor.userId === id;
  const [input, now] = [{ user: id }, new Date()];
  return (
    <>
      <PageHead
        crumbs={[{ href: path, label: "Users" }]}
        title={
          <span className="flex items-center gap-3">
            <Person id={id} name={name} avatar={avatar} size="large" />
            <span className="min-w-0">{name}</span>
          </span>
        }
      >
        {isSelf ? "This is you." : email}
      </PageHead>
      {disabledAt && (
        <Notice tone="warn" title="This account is disabled" className="mb-4 max-w-[40rem]">
          <Time at={disabledAt} now={now} />, because: {disabledReason ?? "no reason was given"}
        </Notice>
      )}
      <div className="max-w-[40rem]">
        <UserFacts user={user} now={now} />
      </div>
      <Section title="Organisations" count={organisations.length}>
        <MembershipTable organisations={organisations} now={now} />
        <div className="mt-5 max-w-[40rem]">
          <Panel>
            <OwnedLimitForm
              key={user.ownedLimit}
              draft={{ user: id, ownedLimit: user.ownedLimit?.toString() ?? "" }}
              usual={user.usualLimit}
              set={setOwnedLimitAction}
            />
          </Panel>
        </div>
      </Section>
      <Section title="Account">
        <div className="grid max-w-[40rem] gap-4">
          {!verifiedAt && (
            <Panel
              title="Address not verified"
              about="Verify it by hand only if you know that it belongs to this person."
              action={<UserAction label="Verify" input={input} act={verifyUserAction} said={`${email} is verified.`} />}
            />
          )}
          <Panel
            title="Sessions"
            about={openWords(user.sessionCount)}
            action={
              user.sessionCount > (isSelf ? 1 : 0) && (
                <UserAction
                  label="End all sessions…"
                  input={input}
                  act={endUserSessionsAction}
                  said={`The sessions of ${name} have ended.`}
                  question={{
                    title: `End all sessions of ${name}?`,
                    description: isSelf
                      ? "All your other browsers are signed out."
                      : "They are signed out everywhere, and can sign in again.",
                    stays: "Access tokens go on working.",
                    confirm: "End all sessions",
                    keep: "Cancel",
                  }}
                />
              )
            }
          />
          {user.secondFactorEnabledAt && !isSelf && (
            <Panel
              title="Second factor"
              about="Remove it only for somebody who lost it, and whom you know."
              action={
                <ReasonButton
                  label="Remove second factor…"
                  user={id}
                  title={`Remove the second factor of ${name}?`}
                  description="Their authenticator app, passkeys and recovery codes are removed: no passkey signs them in any more. They are signed out everywhere, and told by e-mail."
                  hint="The portal’s log and theirs show it."
                  confirm="Remove second factor"
                  said={`The second factor of ${name} is removed.`}
                  act={resetFactorAction}
                />
              }
            />
          )}
          {!disabledAt && passwordSignIn() && (
            <Panel
              title="Password"
              about={
                canMail()
                  ? "A link to choose a new password goes to their address."
                  : "This portal can’t send mail, so you see the link and pass it on. Revealing it is logged."
              }
              action={
                <ResetButton
                  user={id}
                  email={email}
                  canMail={canMail()}
                  send={sendResetAction}
                  reveal={revealResetAction}
                />
              }
            />
          )}
          {!isSelf && (
            <Panel
              title="Portal administration"
              about={portalAdmin ? "May do everything on these pages." : "Can’t see these pages."}
              action={
                portalAdmin ? (
                  <UserAction
                    label="Remove as administrator…"
                    input={input}
                    act={demoteUserAction}
                    said={`${name} is no portal administrator any more.`}
                    question={{
                      title: `Remove ${name} as portal administrator?`,
                      description: "From their next request on, they don’t see these pages.",
                      stays: "Their account and their organisations stay as they are.",
                      confirm: "Remove as administrator",
                    }}
                  />
                ) : (
                  <UserAction
                    label="Make administrator…"
                    input={input}
                    act={promoteUserAction}
                    said={`${name} is a portal administrator.`}
                    question={{
                      title: `Make ${name} a portal administrator?`,
                      description: "They may then do everything on these pages, also disable your account.",
                      confirm: "Make administrator",
                      keep: "Cancel",
                    }}
                  />
                )
              }
            />
          )}
          {!isSelf && (
            <Panel
              title={disabledAt ? "Enable" : "Disable"}
              about={
                disabledAt
                  ? "They can sign in again, and their access tokens work again."
                  : "The account doesn’t work until you enable it again."
              }
              action={
                disabledAt ? (
                  <UserAction
                    label="Enable"
                    input={input}
                    act={enableUserAction}
                    said={`The account of ${name} is enabled.`}
                  />
                ) : (
                  <ReasonButton
                    label="Disable…"
                    user={id}
                    title={`Disable the account of ${name}?`}
                    description="Nothing of it works from then on: no sign-in, no session, no access token. Memberships and organisations stay, and you can enable the account again."
                    hint="Only portal administrators see it."
                    confirm="Disable account"
                    said={`The account of ${name} is disabled.`}
                    act={disableUserAction}
                  />
                )
              }
            />
          )}
          {!isSelf && (
            <DeletePanel
              user={{ id, name, email }}
              owned={organisations.filter(({ orgRole }) => orgRole === "owner")}
              deleteUser={deleteUserAction}
              path={path}
            />
          )}
          {isSelf && (
            <p className="text-sm text-ink-soft">
              Another portal administrator can disable or delete your account.{" "}
              <Link href="/dashboard/account">Go to your account</Link>
            </p>
          )}
        </div>
      </Section>
    </>
  );
}

function openWords(sessions: number): string {
  if (sessions === 0) return "No sessions are open.";
  return sessions === 1 ? "1 session is open." : `${sessions} sessions are open.`;
}
