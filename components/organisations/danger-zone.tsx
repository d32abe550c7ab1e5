import type { ReactNode } from "react";
import { Section } from "@/components/ui/layout/section";

/** What only the owner can do, and what can’t simply be undone: each a row. */
export function DangerZone({ children }: { children: ReactNode }) {
  return (
    <Section title="Danger zone" id="danger-zone">
      <div className="grid max-w-[40rem] gap-3">{children}</div>
    </Section>
  );
}
