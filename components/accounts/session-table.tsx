import type { ReactNode } from "react";
import { ExactTime, Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ListedSession {
  id: string;
  createdAt: Date;
  usedAt: Date;
  address: string | null;
  isThis: boolean;
}

interface SessionTableProps {
  sessions: ListedSession[];
  now: Date;
  /** The button that ends one; not shown for the current session. */
  end: (session: ListedSession) => ReactNode;
}

export function SessionTable({ sessions, now, end }: SessionTableProps) {
  const head = (
    <>
      <HeadCell>Signed in</HeadCell>
      <HeadCell>IP address</HeadCell>
      <HeadCell>Last used</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Sessions" head={head}>
      {[...sessions]
        .sort((a, b) => Number(b.isThis) - Number(a.isThis))
        .map((session) => (
          <Row key={session.id}>
            {/* A card’s first line shares its space with a button, which is wider than a menu’s. */}
            <Cell as="lead" className={session.isThis ? undefined : "card:pr-20"}>
              <Lead
                name={<ExactTime at={session.createdAt} className="whitespace-normal" />}
                under={session.isThis && "This session"}
              />
            </Cell>
            <Cell as="plain" className="font-mono text-sm">
              {session.address ?? "–"}
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              <span className="row:hidden">last used </span>
              {session.isThis ? "now" : <Time at={session.usedAt} now={now} />}
            </Cell>
            <Cell as="menu">{!session.isThis && end(session)}</Cell>
          </Row>
        ))}
    </Table>
  );
}
