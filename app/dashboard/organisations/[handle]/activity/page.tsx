import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { ActivityFilter } from "@/components/activity/activity-filter";
import { ActivityTable } from "@/components/activity/activity-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { TableFoot } from "@/components/ui/table-foot";
import { listActivity } from "@/lib/audit/operations";
import { attempt, read } from "@/lib/transport/page";
import { type Search, withWords, word } from "@/lib/transport/search";

export const metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const { base, id: organisation } = await openedOrganisation((await params).handle);
  const given = await searchParams;
  const filter = { actor: word(given.actor), action: word(given.action), from: word(given.from), to: word(given.to) };
  const cursor = word(given.cursor);
  const path = `${base}/activity`;
  const filtered = Object.values(filter).some(Boolean);
  // The page itself, without filters, is what a stranger or a plain member is refused; a wrong filter is a state of it.
  const { data, refusal } = await attempt(listActivity, { organisation, ...filter, cursor });
  const { items, after, actors, operations } = data ?? {
    ...(await read(listActivity, { organisation, limit: 1 })),
    items: [],
    after: null,
  };
  return (
    <>
      <PageHead title="Activity">
        Everything that was done here, by whom and when. Nobody can change or remove it.
      </PageHead>
      <ActivityFilter action={path} actors={actors} operations={operations} filter={filter} />
      {refusal && (
        <Notice
          tone="bad"
          title="These filters can’t be used"
          actions={
            <LinkButton href={path} size="small">
              Clear them
            </LinkButton>
          }
        >
          {Object.values(refusal.fields ?? {})
            .flat()
            .join(" ") || refusal.message}
        </Notice>
      )}
      {items.length > 0 && <ActivityTable items={items} now={new Date()} />}
      {items.length > 0 && (
        <TableFoot
          first={cursor && withWords(path, filter)}
          next={after ? withWords(path, { ...filter, cursor: after }) : undefined}
        >
          Days are counted in UTC.
        </TableFoot>
      )}
      {items.length === 0 && !refusal && (
        <EmptyState title="Nothing found" actions={filtered && <LinkButton href={path}>Clear the filters</LinkButton>}>
          Nothing in this organisation’s log fits what you asked for.
        </EmptyState>
      )}
    </>
  );
}
