import Link from "next/link";
import { JobActions, type JobActionsProps } from "@/components/portal/jobs/job-actions";
import { Time } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface Job {
  id: string;
  queue: string;
  label: string;
  state: "failed" | "retrying";
  problem: string | null;
  about: string | null;
  organisation: { handle: string; name: string } | null;
  attempts: number;
  maxAttempts: number;
  createdAt: Date;
  nextAttemptAt: Date | null;
  failedAt: Date | null;
}

interface JobTableProps {
  jobs: Job[];
  actions: JobActionsProps["actions"];
  now: Date;
}

/** Jobs that failed or wait for another attempt. */
export function JobTable({ jobs, actions, now }: JobTableProps) {
  const head = (
    <>
      <HeadCell>Job</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Attempts</HeadCell>
      <HeadCell>Created</HeadCell>
      <HeadCell unseen>Try again or drop</HeadCell>
    </>
  );
  return (
    <Table label="Jobs" head={head}>
      {jobs.map(({ id, label, state, problem, about, organisation, queue, ...job }) => (
        <Row key={id}>
          <Cell as="lead">
            <Lead
              name={label}
              under={
                <>
                  {about && (queue === "mail" ? <MailLink to={about} /> : about)}
                  {about && organisation && " · "}
                  {organisation && (
                    <Link
                      className="underline"
                      href={`/dashboard/portal/organisations?${new URLSearchParams({ q: organisation.handle })}`}
                    >
                      {organisation.name}
                    </Link>
                  )}
                </>
              }
            />
          </Cell>
          <Cell as="fact">
            <span className="row:inline-block row:max-w-80">
              <Badge dot tone={state === "failed" ? "bad" : "warn"}>
                {state === "failed" ? "Failed" : "Retrying"}
              </Badge>
              {job.nextAttemptAt && (
                <span className="ml-2 text-sm text-ink-soft">
                  next <Time at={job.nextAttemptAt} now={now} />
                </span>
              )}
              {problem && <span className="block text-sm wrap-anywhere text-ink-soft">{problem}</span>}
            </span>
          </Cell>
          <Cell as="fact" className="row:whitespace-nowrap tabular-nums">
            {job.attempts} of {job.maxAttempts}
            <span className="row:hidden"> attempts</span>
          </Cell>
          <Cell as="fact">
            <Time at={job.createdAt} now={now} />
          </Cell>
          <Cell>
            <JobActions job={id} name={about ? `${label}: ${about}` : label} actions={actions} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function MailLink({ to }: { to: string }) {
  return (
    <Link className="underline" href={`/dashboard/portal/outbox?${new URLSearchParams({ q: to })}`}>
      {to}
    </Link>
  );
}
