import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { read } from "@/lib/doors/page/page";
import { readFeatures } from "@/lib/portal/settings_operations";

/** While the tunnels feature is switched off, its pages say so instead of failing. */
export default async function TunnelsLayout({ children }: { children: ReactNode }) {
  if ((await read(readFeatures, {})).tunnels) return children;
  return (
    <>
      <PageHead title="Tunnels" />
      <EmptyState title="Tunnels are switched off">
        The administrator has switched tunnels off for now. Devices and ports are kept, but nothing of theirs can be
        reached until this is back on.
      </EmptyState>
    </>
  );
}
