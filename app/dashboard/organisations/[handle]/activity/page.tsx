import { forbidden } from "next/navigation";
import { Deferred } from "@/app/dashboard/deferred";
import { Log } from "@/app/dashboard/organisations/[handle]/activity/log";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { PageHead } from "@/components/ui/layout/page-head";
import { type Search, word } from "@/lib/doors/page/search";

export const metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const { base, id, may } = await openOrganisation((await params).handle);
  // Before anything is sent: a refusal further down would come too late to set the status.
  if (!may("auditLog.read")) forbidden();
  const { actor, action, q, from, to, cursor } = await searchParams;
  const filter = { actor: word(actor), action: word(action), q: word(q), from: word(from), to: word(to) };
  return (
    <>
      <PageHead title="Activity">Who did what here, and when. Nobody can change or delete entries.</PageHead>
      <Deferred rows={10}>
        <Log organisation={id} path={`${base}/activity`} filter={filter} cursor={word(cursor)} />
      </Deferred>
    </>
  );
}
