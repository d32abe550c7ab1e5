import Link from "next/link";
import { requestPasswordResetAction, resetPasswordAction } from "@/app/(public)/reset-password/actions";
import { currentTheme } from "@/app/theme";
import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { ResetPasswordForm } from "@/components/accounts/reset-password-form";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import { readResetLink } from "@/lib/accounts/operations";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { canMail, passwordSignIn } from "@/lib/env";
import { reasons } from "@/lib/errors";

export const metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token);
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Choose a new password"
      about={token && passwordSignIn() ? "This signs you out everywhere." : undefined}
      foot={<Link href="/sign-in">Back to sign-in</Link>}
    >
      {!passwordSignIn() && (
        <Notice tone="warn" className="mt-7">
          {reasons["account.passwordsOff"][1]}
        </Notice>
      )}
      {passwordSignIn() && token !== undefined && <ByLink token={token} />}
      {passwordSignIn() && token === undefined && (
        <CardBox>
          <RequestLinkForm
            request={requestPasswordResetAction}
            title={canMail() ? "Check your e-mail" : "Ask for the link"}
            happened={
              canMail()
                ? "we have sent it a link to choose a new password. It works for one hour."
                : "the portal’s administrator now has a link for you: this portal doesn’t send e-mail."
            }
          />
        </CardBox>
      )}
    </AloneFrame>
  );
}

async function ByLink({ token }: { token: string }) {
  const { refusal } = await attempt(readResetLink, { token });
  if (!refusal)
    return (
      <CardBox>
        <ResetPasswordForm token={token} reset={resetPasswordAction} />
      </CardBox>
    );
  const again = (
    <LinkButton href="/reset-password" size="small">
      Request a new link
    </LinkButton>
  );
  return <UnusableLink refusal={refusal} actions={again} />;
}
