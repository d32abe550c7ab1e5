import Link from "next/link";
import { redirect } from "next/navigation";
import { endSessionByLinkAction } from "@/app/(public)/sessions/end/actions";
import { currentTheme } from "@/app/theme";
import { deviceWords } from "@/components/accounts/session-words";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { LinkButton } from "@/components/ui/button/link-button";
import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { fieldsOf } from "@/lib/doors/action/action";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { readSessionByLink } from "@/lib/sessions/end_operations";

export const metadata = { title: "End a session" };

async function end(form: FormData): Promise<Answer> {
  "use server";
  const ended = await endSessionByLinkAction({ token: String(fieldsOf(form).get("token")) });
  if (ended.ok) redirect("/sessions/end?ended=yes");
  return ended;
}

/** Opening the link of the mail ends nothing: mail programs open links, too. */
export default async function EndSessionPage({ searchParams }: { searchParams: Search }) {
  const { token, ended } = await searchParams;
  return (
    <AloneFrame theme={await currentTheme()} title="End a session" foot={<Link href="/sign-in">Go to sign-in</Link>}>
      {word(ended) ? <Ended /> : <ByLink token={word(token) ?? ""} />}
    </AloneFrame>
  );
}

const SignIn = () => (
  <LinkButton href="/dashboard/account/sign-in" size="small">
    Check your ways to sign in
  </LinkButton>
);

const Ended = () => (
  <Notice tone="good" title="Session ended" actions={<SignIn />} className="mt-7">
    The person who used it is signed out. They may know your password: change it, and check your other ways to sign in.
  </Notice>
);

async function ByLink({ token }: { token: string }) {
  const { data, refusal } = await attempt(readSessionByLink, { token });
  if (!data) return <UnusableLink refusal={refusal} actions={<SignIn />} />;
  return (
    <CardBox>
      <PostForm action={end} className="grid gap-4">
        <p>
          {deviceWords(data)}, signed in on <ExactTime at={data.createdAt} className="whitespace-normal" /> from{" "}
          {data.address ?? "an unknown address"}.
        </p>
        <p className="text-sm text-ink-soft">The person who uses this session is signed out at once.</p>
        <input type="hidden" name="token" value={token} />
        <PostButton variant="main">End this session</PostButton>
      </PostForm>
    </CardBox>
  );
}
