import { redirect } from "next/navigation";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { currentCaller } from "@/lib/doors/http/caller";

export const metadata = { title: "Second factor" };

/** Where a session ends up that still owes its second factor: nothing else is open to it. */
export default async function SecondFactorPage() {
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") redirect("/sign-in");
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="A second factor is asked for"
      about={`You are signed in as ${actor.email}.`}
    >
      <CardBox>
        <p>
          Your account, or the organisation that you opened, asks for a second factor, and this session has none. Ask
          the portal’s administrator to help, or sign out.
        </p>
        <form action={leaveSessionAction} className="mt-4">
          <PostButton>Sign out</PostButton>
        </form>
      </CardBox>
    </AloneFrame>
  );
}
