import { checkChainsAction } from "@/app/dashboard/(you)/portal/log/actions";
import { ActivityFilter } from "@/components/activity/activity-filter";
import { ActivityTable } from "@/components/activity/activity-table";
import { CheckChains } from "@/components/portal/log/check-chains";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { listPortalActivity } from "@/lib/audit/portal_operations";
import { asActions, withSentences } from "@/lib/doors/page/activity";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";

export const metadata = { title: "Portal activity" };

const path = "/dashboard/portal/log";

export default async function PortalLogPage({ searchParams }: { searchParams: Search }) {
  const { actor, action, q, from, to, cursor } = await searchParams;
  const filter = { actor: word(actor), action: word(action), q: word(q), from: word(from), to: word(to) };
  // Refuses those who aren’t allowed here before the filters are judged.
  const none = { ...(await read(listPortalActivity, { limit: 1 })), items: [], after: null };
  const { data, refusal } = await attempt(listPortalActivity, { ...filter, cursor: word(cursor) });
  const { items, faces, after, actors, operations } = data ?? none;
  return (
    <>
      <PageHead title="Portal activity">
        What was done to the portal itself, and when. Nobody can change or delete entries. What was done in an
        organisation is in its own activity.
      </PageHead>
      <CheckChains check={checkChainsAction} />
      <ActivityFilter action={path} actors={actors} actions={asActions(operations)} filter={filter} />
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {items.length > 0 && (
        <>
          <ActivityTable items={withSentences(items)} faces={faces} now={new Date()} />
          <TableFoot
            first={word(cursor) && withWords(path, filter)}
            next={after ? withWords(path, { ...filter, cursor: after }) : undefined}
          >
            Dates are in UTC.
          </TableFoot>
        </>
      )}
      {items.length === 0 && !refusal && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Clear filters</LinkButton>}>
          Nothing in the portal’s activity matches these filters.
        </EmptyState>
      )}
    </>
  );
}
