import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { read } from "@/lib/doors/page/page";
import { readFeatures } from "@/lib/portal/settings_operations";

/** While DNS is switched off, every DNS page says so. */
export default async function DnsLayout({ children }: { children: ReactNode }) {
  if ((await read(readFeatures, {})).dns) return children;
  return (
    <>
      <PageHead title="DNS" />
      <EmptyState title="DNS is switched off">
        The portal’s administrator has switched it off for now. Nothing is lost: active zones stay live, and you can
        edit them once DNS is back on.
      </EmptyState>
    </>
  );
}
