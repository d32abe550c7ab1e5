import { redirect } from "next/navigation";
import { currentTheme } from "@/app/theme";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { read } from "@/lib/doors/page/page";
import { readSetUp } from "@/lib/setup/operations";

/** The entrance: the dashboard, or instructions while there is no first user. */
export default async function Home() {
  const { done } = await read(readSetUp, {});
  if (done) redirect("/dashboard");
  return (
    <AloneFrame theme={await currentTheme()} title="This portal isn’t set up yet">
      <CardBox>
        <p>
          The set-up link was printed in the terminal where Guildhall was started. Open it, or run{" "}
          <code>npm run up</code> again to print it once more.
        </p>
      </CardBox>
    </AloneFrame>
  );
}
