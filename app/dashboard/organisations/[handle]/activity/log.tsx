import { ActivityFilter, type ActivityWords } from "@/components/activity/activity-filter";
import { ActivityTable } from "@/components/activity/activity-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { listActivity } from "@/lib/audit/operations";
import { asActions, withSentences } from "@/lib/doors/page/activity";
import { attempt, read } from "@/lib/doors/page/page";
import { withWords } from "@/lib/doors/page/search";

interface LogProps {
  organisation: string;
  path: string;
  /** As they are in the URL; the operation checks them. */
  filter: ActivityWords;
  cursor?: string;
}

/** The log and the options of its filters, which are read with it. */
export async function Log({ organisation, path, filter, cursor }: LogProps) {
  const words: Record<string, string | undefined> = { ...filter };
  const { data, refusal } = await attempt(listActivity, { organisation, ...filter, cursor });
  const { items, faces, after, actors, operations } = data ?? {
    ...(await read(listActivity, { organisation, limit: 1 })),
    items: [],
    after: null,
  };
  return (
    <>
      <ActivityFilter action={path} actors={actors} actions={asActions(operations)} filter={filter} />
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {items.length > 0 && <ActivityTable items={withSentences(items)} faces={faces} now={new Date()} />}
      {items.length > 0 && (
        <TableFoot
          first={cursor && withWords(path, words)}
          next={after ? withWords(path, { ...words, cursor: after }) : undefined}
        >
          Dates are in UTC.
        </TableFoot>
      )}
      {items.length === 0 && !refusal && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Clear filters</LinkButton>}>
          Nothing in this organisation’s activity matches these filters.
        </EmptyState>
      )}
    </>
  );
}
