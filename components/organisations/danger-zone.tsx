import type { ReactNode } from "react";
import { Section } from "@/components/ui/layout/section";

/** The end of an organisation's settings: what only its owner does, and can't be undone by pressing the button again. */
export function DangerZone({ children }: { children: ReactNode }) {
  return (
    <Section id="danger" title="Danger zone">
      <div className="grid max-w-[40rem] gap-4">{children}</div>
    </Section>
  );
}
