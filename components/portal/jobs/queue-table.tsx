import Link from "next/link";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface Queue {
  queue: string;
  label: string;
  waiting: number;
  retrying: number;
  running: number;
  failed: number;
  oldestAt: Date | null;
  /** Its failed jobs. */
  href: string;
}

/** Every queue of background work with its numbers. */
export function QueueTable({ queues, now }: { queues: Queue[]; now: Date }) {
  const head = (
    <>
      <HeadCell>Queue</HeadCell>
      <HeadCell right>Waiting</HeadCell>
      <HeadCell right>Running</HeadCell>
      <HeadCell right>Retrying</HeadCell>
      <HeadCell right>Failed</HeadCell>
      <HeadCell>Oldest due</HeadCell>
    </>
  );
  return (
    <Table label="Queues" head={head}>
      {queues.map(({ queue, label, waiting, running, retrying, failed, oldestAt, href }) => (
        <Row key={queue}>
          <Cell as="lead">
            <Lead name={<Link href={href}>{label}</Link>} />
          </Cell>
          <Count of={waiting} word="waiting" />
          <Count of={running} word="running" />
          <Count of={retrying} word="retrying" />
          <Count of={failed} word="failed" bad />
          <Cell as="fact">
            {oldestAt ? (
              <>
                <span className="row:hidden">oldest </span>
                <Time at={oldestAt} now={now} />
              </>
            ) : (
              <span className="text-ink-faint">none due</span>
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Count({ of, word, bad }: { of: number; word: string; bad?: boolean }) {
  const look = of === 0 ? "text-ink-faint" : bad ? "font-medium text-bad" : undefined;
  return (
    <Cell as="fact" right className="row:whitespace-nowrap tabular-nums">
      <span className={look}>
        {of.toLocaleString("en-GB")}
        <span className="row:hidden"> {word}</span>
      </span>
    </Cell>
  );
}
