import Link from "next/link";
import { redirect } from "next/navigation";
import { signUpAction } from "@/app/(public)/sign-up/actions";
import { currentTheme } from "@/app/theme";
import { SignUpForm } from "@/components/accounts/sign-up-form";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { OrLine } from "@/components/sign_in/or-line";
import { ProviderButtons } from "@/components/sign_in/provider-buttons";
import { Notice } from "@/components/ui/message/notice";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { reasons } from "@/lib/errors";
import { readSignInWays } from "@/lib/identities/sign_in_operations";
import { readFeatures } from "@/lib/portal/settings_operations";

export const metadata = { title: "Create account" };

export default async function SignUpPage() {
  if ((await currentCaller()).actor) redirect("/dashboard");
  const { registration: open } = await read(readFeatures, {});
  const { password, providers } = await read(readSignInWays, {});
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Create account"
      foot={<Link href="/sign-in">I already have an account</Link>}
    >
      {open && (password || providers.length > 0) && (
        <CardBox>
          {password && <SignUpForm signUp={signUpAction} />}
          {password && providers.length > 0 && <OrLine />}
          <ProviderButtons providers={providers} next="/dashboard" />
        </CardBox>
      )}
      {open && !password && providers.length === 0 && (
        <Notice title="Accounts are created for you" className="mt-7">
          Nobody can create an account here by themselves. Ask the portal’s administrator.
        </Notice>
      )}
      {!open && (
        <Notice title="By invitation only" className="mt-7">
          {reasons["account.signUpClosed"][1]}
        </Notice>
      )}
    </AloneFrame>
  );
}
