import Link from "next/link";
import { redirect } from "next/navigation";
import { dismissAction } from "@/app/announcement-actions";
import { dismissedHere } from "@/app/dismissed";
import { currentTheme } from "@/app/theme";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { Announcements } from "@/components/announcements/announcements";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { readShown } from "@/lib/announcements/operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { safePath } from "@/lib/redirects";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const next = safePath(given.next);
  if ((await currentCaller()).actor) redirect(next);
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
          <Link href="/reset-password">Forgot password?</Link>
        </>
      }
    >
      <CardBox>
        <SignInForm next={next} email={word(given.email)} />
      </CardBox>
    </AloneFrame>
  );
}
