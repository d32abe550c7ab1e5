import { redirect } from "next/navigation";
import { stayAction } from "@/app/(public)/stay/actions";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { StayButton } from "@/components/leaving/stay-button";
import { ExactTime } from "@/components/ui/layout/time";
import { currentCaller } from "@/lib/doors/http/caller";

export const metadata = { title: "You are leaving" };

/** Where a session lands whose account's owner is leaving: it can do nothing but stay, or sign out. */
export default async function StayPage() {
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") redirect("/sign-in?next=%2Fstay");
  if (actor.secondFactor === "missing") redirect("/second-factor?next=%2Fstay");
  if (!actor.leavingUntil) redirect("/dashboard");
  const over = actor.leavingUntil <= new Date();
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="You are leaving"
      about={`You are signed in as ${actor.email}.`}
      foot={
        <form action={leaveSessionAction}>
          <PostButton variant="quiet" size="small">
            Sign out
          </PostButton>
        </form>
      }
    >
      <CardBox>
        {over ? (
          <p>The time to change your mind is over: your account is being deleted.</p>
        ) : (
          <div className="grid gap-4">
            <p>
              Your account is going to be deleted on <ExactTime at={actor.leavingUntil} />. If you stay, everything is
              as before, except that you need new access tokens.
            </p>
            <StayButton stay={stayAction} />
          </div>
        )}
      </CardBox>
    </AloneFrame>
  );
}
