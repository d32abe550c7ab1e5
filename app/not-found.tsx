import { currentTheme } from "@/app/theme";
import { AloneFrame } from "@/components/frame/alone-frame";
import { LinkButton } from "@/components/ui/link-button";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="There is nothing here"
      about="The address may be mistyped, or it leads to something that you can’t see."
    >
      <p className="mt-7 text-center">
        <LinkButton href="/dashboard" variant="main">
          Go to the dashboard
        </LinkButton>
      </p>
    </AloneFrame>
  );
}
