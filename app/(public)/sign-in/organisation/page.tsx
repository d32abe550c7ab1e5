import Link from "next/link";
import { redirect } from "next/navigation";
import { currentTheme } from "@/app/theme";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { OwnSignInForm } from "@/components/own_sign_in/own-sign-in-form";
import { ProviderRefusal } from "@/components/sign_in/provider-refusal";
import { currentCaller } from "@/lib/doors/http/caller";
import { type Search, word } from "@/lib/doors/page/search";
import { safePath } from "@/lib/redirects";

export const metadata = { title: "Sign in with your organisation" };

export default async function OrganisationSignInPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const next = safePath(given.next);
  const refused = word(given.refused);
  if ((await currentCaller()).actor && !refused) redirect(next);
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Sign in with your organisation"
      foot={<Link href="/sign-in">Sign in another way</Link>}
    >
      <ProviderRefusal refused={refused} />
      <CardBox>
        <OwnSignInForm next={next} email={word(given.email)} />
      </CardBox>
    </AloneFrame>
  );
}
