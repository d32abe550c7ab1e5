import Link from "next/link";
import { redirect } from "next/navigation";
import { signUpAction } from "@/app/(public)/sign-up/actions";
import { currentTheme } from "@/app/theme";
import { SignUpForm } from "@/components/accounts/sign-up-form";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { Notice } from "@/components/ui/message/notice";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { reasons } from "@/lib/errors";
import { readFeatures } from "@/lib/portal/settings_operations";

export const metadata = { title: "Create account" };

export default async function SignUpPage() {
  if ((await currentCaller()).actor) redirect("/dashboard");
  const { registration: open } = await read(readFeatures, {});
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Create account"
      foot={<Link href="/sign-in">I already have an account</Link>}
    >
      {open ? (
        <CardBox>
          <SignUpForm signUp={signUpAction} />
        </CardBox>
      ) : (
        <Notice title="By invitation only" className="mt-7">
          {reasons["account.signUpClosed"][1]}
        </Notice>
      )}
    </AloneFrame>
  );
}
