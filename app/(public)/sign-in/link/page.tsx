import Link from "next/link";
import { requestSignInLinkAction } from "@/app/(public)/sign-in/link/actions";
import { currentTheme } from "@/app/theme";
import { RequestLinkForm } from "@/components/accounts/request-link-form";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { OpenByLink } from "@/components/sign_in/open-by-link";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";
import { reasons } from "@/lib/errors";
import { readSignInLink } from "@/lib/sessions/link_operations";

export const metadata = { title: "Sign in by link" };

/** Opening the link isn't enough: a button has to be pressed. */
export default async function SignInLinkPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const token = word(given.token);
  return (
    <AloneFrame
      theme={await currentTheme()}
      title={token ? "Sign in" : "Sign in by link"}
      about={token ? undefined : "For an account that you have already."}
      foot={<Link href="/sign-in">Back to sign-in</Link>}
    >
      {token !== undefined && <ByLink token={token} />}
      {token === undefined && canMail() && (
        <CardBox>
          <RequestLinkForm
            email={word(given.email)}
            request={requestSignInLinkAction}
            title="Check your e-mail"
            happened="we have sent it a link to sign in. It works once, for 15 minutes."
          />
        </CardBox>
      )}
      {token === undefined && !canMail() && (
        <Notice tone="warn" className="mt-7">
          {reasons["link.noMail"][1]}
        </Notice>
      )}
    </AloneFrame>
  );
}

async function ByLink({ token }: { token: string }) {
  const { data, refusal } = await attempt(readSignInLink, { token });
  if (data)
    return (
      <CardBox>
        <p className="mb-4">This link signs you in as {data.email}.</p>
        <OpenByLink token={token} />
      </CardBox>
    );
  const again = (
    <LinkButton href="/sign-in/link" size="small">
      Request a new link
    </LinkButton>
  );
  return <UnusableLink refusal={refusal} actions={again} />;
}
