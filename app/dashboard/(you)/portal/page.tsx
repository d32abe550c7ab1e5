import { Deferred } from "@/app/dashboard/deferred";
import { HealthList } from "@/components/portal/health/health-list";
import { PageHead } from "@/components/ui/layout/page-head";
import { read } from "@/lib/doors/page/page";
import { readPortalHealth } from "@/lib/portal/health/operations";
import { readSettings } from "@/lib/portal/settings_operations";

export const metadata = { title: "Health · Administration" };

export default async function PortalHealthPage() {
  // Refuses those who may not see this page before its head is sent.
  await read(readSettings, {});
  return (
    <>
      <PageHead title="Health">How the portal is right now, and what to do where something is wrong.</PageHead>
      <Deferred rows={7}>
        <Parts />
      </Deferred>
    </>
  );
}

/** Asks other machines, for up to three seconds. */
async function Parts() {
  return <HealthList health={await read(readPortalHealth, {})} now={new Date()} />;
}
