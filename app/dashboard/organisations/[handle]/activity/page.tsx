import { forbidden } from "next/navigation";
import { Deferred } from "@/app/dashboard/deferred";
import { Log } from "@/app/dashboard/organisations/[handle]/activity/log";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import type { ActivityWords } from "@/components/activity/activity-filter";
import { ExportLinks } from "@/components/activity/export-links";
import { PageHead } from "@/components/ui/layout/page-head";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { auditDays } from "@/lib/limits";

export const metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const { base, id, may, portalTier } = await openOrganisation((await params).handle);
  // Before anything is sent: a refusal further down would come too late to set the status.
  if (!may("auditLog.read")) forbidden();
  const { kind, actor, action, q, from, to, cursor } = await searchParams;
  const filter = {
    ...{ kind: word(kind) as ActivityWords["kind"], actor: word(actor), action: word(action), q: word(q) },
    ...{ from: word(from), to: word(to) },
  };
  const days = auditDays(portalTier);
  const links = ["csv", "ndjson"].map((format) => ({
    format: format.toUpperCase(),
    href: withWords(`/api/organisations/${id}/activity/export`, { format, ...filter }),
  }));
  return (
    <>
      <PageHead title="Activity" actions={<ExportLinks links={links} filtered={Object.values(filter).some(Boolean)} />}>
        Who did what here, and when. Nobody can change entries, and they are kept{" "}
        {days === null ? "for ever" : `for ${days} days`}.
      </PageHead>
      <Deferred rows={10}>
        <Log organisation={id} path={`${base}/activity`} filter={filter} cursor={word(cursor)} />
      </Deferred>
    </>
  );
}
