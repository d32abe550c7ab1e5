import { redirect } from "next/navigation";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { currentCaller } from "@/lib/doors/http/caller";

export const metadata = { title: "Two-factor authentication" };

/** Where a session lands that hasn't completed its second factor: it can open nothing else. */
export default async function SecondFactorPage() {
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") redirect("/sign-in");
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Two-factor authentication required"
      about={`You are signed in as ${actor.email}.`}
    >
      <CardBox>
        <p>
          Your account, or the organisation you opened, requires a second factor, and this session doesn’t have one. Ask
          the portal’s administrator for help, or sign out.
        </p>
        <form action={leaveSessionAction} className="mt-4">
          <PostButton>Sign out</PostButton>
        </form>
      </CardBox>
    </AloneFrame>
  );
}
