import Link from "next/link";
import { confirmAddressAction } from "@/app/(public)/verify-email/actions";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { ConfirmAddress } from "@/components/accounts/confirm-address";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { currentCaller } from "@/lib/doors/http/caller";
import { type Search, withWords, word } from "@/lib/doors/page/search";

export const metadata = { title: "Verify your e-mail address" };

/** Opening the link isn't enough: its account must be signed in and press a button. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token) ?? "";
  const { actor } = await currentCaller();
  const signedIn = actor?.kind === "user" ? actor : null;
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Verify your e-mail address"
      about={signedIn ? `You are signed in as ${signedIn.email}.` : "Sign in to the account you just created."}
      foot={
        signedIn ? (
          <form action={leaveSessionAction}>
            <PostButton variant="quiet" size="small">
              Sign in as somebody else
            </PostButton>
          </form>
        ) : (
          <Link href="/reset-password">Forgot password?</Link>
        )
      }
    >
      <CardBox>
        {signedIn ? (
          <ConfirmAddress token={token} confirm={confirmAddressAction} />
        ) : (
          <SignInForm next={withWords("/verify-email", { token })} />
        )}
      </CardBox>
    </AloneFrame>
  );
}
