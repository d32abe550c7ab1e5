import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { read } from "@/lib/doors/page/page";
import { readFeatures } from "@/lib/portal/settings_operations";

/** Where the portal runs no servers for now, every page about them says so, calmly. */
export async function ServersFeature({ title, children }: { title: string; children: ReactNode }) {
  if ((await read(readFeatures, {})).servers) return children;
  return (
    <>
      <PageHead title={title} />
      <EmptyState title="Servers are switched off">
        The portal’s administrator has switched them off for now. Nothing is lost: servers that run go on running, and
        can be used again once this is back.
      </EmptyState>
    </>
  );
}
