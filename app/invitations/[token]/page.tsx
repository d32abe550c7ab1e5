import Link from "next/link";
import { leaveSessionAction } from "@/app/actions";
import { acceptInvitationAction, rejectInvitationAction, signUpInvitedAction } from "@/app/invitations/[token]/actions";
import { currentTheme } from "@/app/theme";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { Shield } from "@/components/identity/shield";
import { AnswerInvitation } from "@/components/invitations/answer-invitation";
import { InvitationFacts } from "@/components/invitations/invitation-facts";
import { JoinAsNew } from "@/components/invitations/join-as-new";
import { OrLine } from "@/components/sign_in/or-line";
import { ProviderButtons } from "@/components/sign_in/provider-buttons";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import { currentCaller } from "@/lib/doors/http/caller";
import { attempt, read } from "@/lib/doors/page/page";
import { readSignInWays } from "@/lib/identities/sign_in_operations";
import { readInvitation } from "@/lib/invitations/answer_operations";

export const metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { data: invitation, refusal } = await attempt(readInvitation, { token });
  const { actor } = await currentCaller();
  const signedIn = actor?.kind === "user" ? actor : null;
  const theme = await currentTheme();
  if (!invitation)
    return (
      <AloneFrame theme={theme} title="This link isn’t valid">
        <Notice tone="bad" className="mt-7">
          {refusal.code === "RATE_LIMITED"
            ? refusal.message
            : "Check that you opened the complete link from the e-mail. If you got several, only the newest link works."}
        </Notice>
      </AloneFrame>
    );
  const { organisation, problem, isMine, isMember, email } = invitation;
  const { password, providers } = await read(readSignInWays, {});
  const here = `/invitations/${token}`;
  const switchAccount = (
    <form action={leaveSessionAction}>
      <PostButton size="small">Sign out</PostButton>
    </form>
  );
  const body = () => {
    if (isMember)
      return (
        <Notice
          tone="good"
          title={`You’re already a member of ${organisation.name}`}
          actions={
            <LinkButton href={`/dashboard/organisations/${organisation.handle}`} size="small">
              Open
            </LinkButton>
          }
        />
      );
    if (isMine === false)
      return (
        <Notice tone="warn" title="This invitation is for another address" actions={switchAccount}>
          You are signed in as {signedIn?.email}. It was sent to {email}.
        </Notice>
      );
    if (!signedIn)
      return (
        <>
          {password && (
            <JoinAsNew token={token} email={email} signUp={signUpInvitedAction} accept={acceptInvitationAction} />
          )}
          {password && providers.length > 0 && <OrLine />}
          <ProviderButtons providers={providers} next={here} />
          {!password && (
            <p className="mt-4 text-center text-control">
              <Link href={`/sign-in?${new URLSearchParams({ next: here, email })}`}>Sign in as {email}</Link>
            </p>
          )}
        </>
      );
    return null;
  };
  const ended = isMember ? null : problem;
  const canAnswer = !isMember && !problem && isMine !== false;
  return (
    <AloneFrame
      theme={theme}
      picture={<Shield {...organisation} size="grand" />}
      title={`${invitation.inviter?.name ?? "Somebody"} ${problem ? "invited" : "invites"} you to ${organisation.name}`}
      foot={signedIn && <span>Signed in as {signedIn.email}</span>}
    >
      {ended && (
        <Notice
          tone="warn"
          className="mt-7"
          actions={
            signedIn && (
              <LinkButton href="/dashboard/organisations" size="small">
                Go to your organisations
              </LinkButton>
            )
          }
        >
          {ended.message}
        </Notice>
      )}
      <CardBox flush>
        <InvitationFacts invitation={invitation} now={new Date()} />
      </CardBox>
      {!ended && <div className="mt-5">{body()}</div>}
      {canAnswer && (
        <AnswerInvitation
          proof={{ token }}
          name={organisation.name}
          accept={signedIn ? acceptInvitationAction : undefined}
          reject={rejectInvitationAction}
        />
      )}
    </AloneFrame>
  );
}
