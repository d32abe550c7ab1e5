import { dropJobAction, retryJobAction } from "@/app/dashboard/(you)/portal/jobs/actions";
import { JobTable } from "@/components/portal/jobs/job-table";
import { QueueTable } from "@/components/portal/jobs/queue-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listJobs, listQueues } from "@/lib/portal/jobs/operations";

export const metadata = { title: "Jobs · Administration" };

const path = "/dashboard/portal/jobs";
const states = [
  { state: undefined, label: "All" },
  { state: "failed", label: "Failed" },
  { state: "retrying", label: "Retrying" },
];

export default async function PortalJobsPage({ searchParams }: { searchParams: Search }) {
  const queues = await read(listQueues, {});
  const given = await searchParams;
  const [queue, state, cursor] = [word(given.queue), word(given.state), word(given.cursor)];
  const filter = { queue, state };
  const { data, refusal } = await attempt(listJobs, { queue: queue as "mail", state: state as "failed", cursor });
  const now = new Date();
  return (
    <>
      <PageHead title="Jobs">What the portal does in the background. Failed jobs stay here for a week.</PageHead>
      <QueueTable
        queues={queues.map((each) => ({ ...each, href: withWords(path, { queue: each.queue, state }) }))}
        now={now}
      />
      <Section title="Failed and retrying">
        <Toolbar>
          <Choice
            label="State"
            items={states.map((each) => ({
              href: withWords(path, { queue, state: each.state }),
              label: each.label,
              current: (state || undefined) === each.state,
            }))}
          />
          {queue && (
            <LinkButton href={withWords(path, { state })} size="small">
              Show all queues
            </LinkButton>
          )}
        </Toolbar>
        {refusal && <RefusedFilters href={path} refusal={refusal} />}
        {data && data.items.length > 0 && (
          <>
            <JobTable jobs={data.items} actions={{ retry: retryJobAction, drop: dropJobAction }} now={now} />
            <TableFoot
              first={cursor && withWords(path, filter)}
              next={data.after ? withWords(path, { ...filter, cursor: data.after }) : undefined}
            />
          </>
        )}
        {data?.items.length === 0 && (
          <EmptyState title="No failed jobs">Jobs that failed, or that will be tried again, appear here.</EmptyState>
        )}
      </Section>
    </>
  );
}
