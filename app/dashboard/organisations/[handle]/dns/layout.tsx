import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { read } from "@/lib/doors/page/page";
import { readFeatures } from "@/lib/portal/settings_operations";

/** Where the portal keeps no zones for now, every page of them says so, calmly. */
export default async function DnsLayout({ children }: { children: ReactNode }) {
  if ((await read(readFeatures, {})).dns) return children;
  return (
    <>
      <PageHead title="DNS" />
      <EmptyState title="DNS is switched off">
        The portal’s administrator has switched it off for now. Nothing is lost: zones that are served go on being
        served, and can be changed once it is back.
      </EmptyState>
    </>
  );
}
