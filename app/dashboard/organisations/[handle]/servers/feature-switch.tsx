import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { read } from "@/lib/doors/page/page";
import { readFeatures } from "@/lib/portal/settings_operations";

/** While the servers feature is switched off, every page about servers says so instead of failing. */
export async function ServersFeature({ title, children }: { title: string; children: ReactNode }) {
  if ((await read(readFeatures, {})).servers) return children;
  return (
    <>
      <PageHead title={title} />
      <EmptyState title="Servers are switched off">
        The administrator has switched servers off for now. Nothing is lost: running servers keep running, and you can
        manage them again once this is back on.
      </EmptyState>
    </>
  );
}
