import Link from "next/link";
import { redirect } from "next/navigation";
import { beginPasskeyAction } from "@/app/(public)/sign-in/actions";
import { dismissAction } from "@/app/announcement-actions";
import { dismissedHere } from "@/app/dismissed";
import { currentTheme } from "@/app/theme";
import { Announcements } from "@/components/announcements/announcements";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { LeavingNotice } from "@/components/leaving/leaving-notice";
import { PasskeySignIn } from "@/components/passkeys/sign-in-button";
import { ProviderRefusal } from "@/components/sign_in/provider-refusal";
import { SignInForm } from "@/components/sign_in/sign-in-form";
import { SignInWays } from "@/components/sign_in/sign-in-ways";
import { readShown } from "@/lib/announcements/operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { readSignInWays } from "@/lib/identities/sign_in_operations";
import { passkeyObstacle } from "@/lib/passkeys/party";
import { safePath } from "@/lib/redirects";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const next = safePath(given.next);
  if ((await currentCaller()).actor) redirect(next);
  const ways = await read(readSignInWays, {});
  const email = word(given.email);
  const provider = ways.providers.find(({ id }) => id === word(given.by));
  return (
    <AloneFrame
      theme={await currentTheme()}
      announcements={
        <Announcements
          announcements={await read(readShown, { dismissed: await dismissedHere() })}
          dismiss={dismissAction}
        />
      }
      title="Sign in"
      foot={
        <>
          <Link href="/sign-up">Create account</Link>
          {ways.password && <Link href="/reset-password">Forgot password?</Link>}
        </>
      }
    >
      <LeavingNotice until={word(given.leaving)} />
      <ProviderRefusal refused={word(given.refused)} title={provider && `Not signed in with ${provider.name}`} />
      <CardBox>
        <SignInWays
          ways={ways}
          next={next}
          email={email}
          form={<SignInForm next={next} email={email} />}
          passkey={!passkeyObstacle() && <PasskeySignIn next={next} begin={beginPasskeyAction} />}
        />
      </CardBox>
    </AloneFrame>
  );
}
