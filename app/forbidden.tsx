import { currentTheme } from "@/app/theme";
import { AloneFrame } from "@/components/frame/alone-frame";
import { LinkButton } from "@/components/ui/link-button";

export const metadata = { title: "Not allowed" };

export default async function Forbidden() {
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Your role doesn’t allow this"
      about="Ask an owner or admin of the organisation if you need it."
    >
      <p className="mt-7 text-center">
        <LinkButton href="/dashboard" variant="main">
          Go to the dashboard
        </LinkButton>
      </p>
    </AloneFrame>
  );
}
