import { AloneFrame } from "@/components/frame/alone-frame";
import type { Theme } from "@/components/frame/theme";
import { LinkButton } from "@/components/ui/button/link-button";

interface DeadEndProps {
  theme: Theme;
  title: string;
  /** The cause, and the next step. */
  about: string;
}

/** A page with nothing but a link back to the dashboard. */
export function DeadEnd(props: DeadEndProps) {
  return (
    <AloneFrame {...props}>
      <p className="mt-7 text-center">
        <LinkButton href="/dashboard" variant="main">
          Go to the dashboard
        </LinkButton>
      </p>
    </AloneFrame>
  );
}
