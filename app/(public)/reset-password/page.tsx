import Link from "next/link";
import { requestPasswordResetAction, resetPasswordAction } from "@/app/(public)/reset-password/actions";
import { currentTheme } from "@/app/theme";
import { RequestResetForm } from "@/components/accounts/request-reset-form";
import { ResetPasswordForm } from "@/components/accounts/reset-password-form";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import { readResetLink } from "@/lib/accounts/operations";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";

export const metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token);
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Choose a new password"
      about={token ? "This signs you out everywhere." : undefined}
      foot={<Link href="/sign-in">Back to sign-in</Link>}
    >
      {token === undefined ? (
        <CardBox>
          <RequestResetForm requestReset={requestPasswordResetAction} byMail={canMail()} />
        </CardBox>
      ) : (
        <ByLink token={token} />
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
  return (
    <Notice tone="bad" title="This link can’t be used" actions={again} className="mt-7">
      {refusal.fields?.token?.[0] ?? refusal.message}
    </Notice>
  );
}
