import type { ReactNode } from "react";
import { ImportState } from "@/app/dashboard/organisations/[handle]/dns/[zone]/import-state";
import { answeringOf, type openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ZoneFacts } from "@/components/dns/zones/zone-facts";
import { ZoneProblem } from "@/components/dns/zones/zone-problem";
import { zoneTabs } from "@/components/dns/zones/zone-tabs";
import { PageHead } from "@/components/ui/layout/page-head";
import { Tabs } from "@/components/ui/layout/tabs";

interface ZoneFrameProps {
  opened: Awaited<ReturnType<typeof openZone>>;
  /** The tab that is shown: "" for the records. */
  part: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** The head of all pages of a zone: its state and its tabs. */
export async function ZoneFrame({ opened, part, actions, children }: ZoneFrameProps) {
  const { organisation, zone, path } = opened;
  const answering = await answeringOf(opened);
  return (
    <>
      <PageHead
        crumbs={[{ href: `${organisation.base}/dns`, label: "DNS" }]}
        title={zone.displayName}
        actions={actions}
      >
        <ZoneFacts zone={zone} answering={answering} />
      </PageHead>
      {answering && zone.served && <ZoneProblem answering={answering} />}
      <Tabs label="Zone" tabs={zoneTabs(path, zone, part, organisation.may("dns.update"))} />
      <ImportState opened={opened} />
      {children}
    </>
  );
}
