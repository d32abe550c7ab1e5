import Link from "next/link";
import { beginPasskeyAction } from "@/app/(public)/sign-in/actions";
import { confirmAddressAction } from "@/app/(public)/verify-email/actions";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { ConfirmAddress } from "@/components/accounts/confirm-address";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { PasskeySignIn } from "@/components/passkeys/sign-in-button";
import { SignInForm } from "@/components/sign_in/sign-in-form";
import { SignInWays } from "@/components/sign_in/sign-in-ways";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { readSignInWays } from "@/lib/identities/sign_in_operations";
import { passkeyObstacle } from "@/lib/passkeys/party";

export const metadata = { title: "Verify your e-mail address" };

/** Opening the link isn't enough: its account must be signed in and press a button. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token) ?? "";
  const { actor } = await currentCaller();
  const signedIn = actor?.kind === "user" ? actor : null;
  const ways = await read(readSignInWays, {});
  const here = withWords("/verify-email", { token });
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
          ways.password && <Link href="/reset-password">Forgot password?</Link>
        )
      }
    >
      <CardBox>
        {signedIn ? (
          <ConfirmAddress token={token} confirm={confirmAddressAction} label="Verify this address" next="/dashboard" />
        ) : (
          <SignInWays
            ways={ways}
            next={here}
            form={<SignInForm next={here} />}
            passkey={!passkeyObstacle() && <PasskeySignIn next={here} begin={beginPasskeyAction} />}
          />
        )}
      </CardBox>
    </AloneFrame>
  );
}
