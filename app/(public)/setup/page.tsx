import { setUpAction } from "@/app/(public)/setup/actions";
import { currentTheme } from "@/app/theme";
import { SetUpForm } from "@/components/accounts/set-up-form";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { passwordSignIn } from "@/lib/env";
import { readSetUpLink } from "@/lib/setup/operations";

export const metadata = { title: "Set up" };

export default async function SetUpPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token) ?? "";
  const { refusal } = await attempt(readSetUpLink, { token });
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Set up Guildhall"
      about="You will administer this portal and own its first organisation."
    >
      {!refusal && (
        <CardBox>
          <SetUpForm token={token} setUp={setUpAction} byPassword={passwordSignIn()} />
        </CardBox>
      )}
      <div className="mt-7">
        {refusal?.reason === "setup.done" && (
          <Notice
            title="This portal is already set up"
            actions={
              <LinkButton href="/sign-in" size="small">
                Sign in
              </LinkButton>
            }
          >
            The set-up link works only once.
          </Notice>
        )}
        {refusal && refusal.reason !== "setup.done" && (
          <Notice tone="bad" title="This link isn’t valid">
            Open the complete link that Guildhall printed when it was started.
          </Notice>
        )}
      </div>
    </AloneFrame>
  );
}
