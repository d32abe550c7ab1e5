import type { ReactNode } from "react";
import { deviceWords, wayWords } from "@/components/accounts/session-words";
import { ExactTime, Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ListedSession {
  id: string;
  createdAt: Date;
  usedAt: Date;
  /** Where it began, and where it was last used. */
  address: string | null;
  lastAddress: string | null;
  browser: string | null;
  system: string | null;
  signedInBy: string;
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
      <HeadCell>Device</HeadCell>
      <HeadCell>Signed in</HeadCell>
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
                name={deviceWords(session)}
                under={`${session.isThis ? "This session, signed" : "Signed"} in ${wayWords(session.signedInBy)}`}
              />
            </Cell>
            <Cell as="plain" className="text-ink-soft">
              <span className="row:hidden">signed in </span>
              <ExactTime at={session.createdAt} className="whitespace-normal" />
              <span className="row:block">
                <span className="row:hidden">, </span>
                from <Address of={session.address} />
              </span>
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              <span className="row:hidden">last used </span>
              {session.isThis ? "now" : <Time at={session.usedAt} now={now} />}
              <span className="row:block">
                <span className="row:hidden">, </span>
                from <Address of={session.lastAddress ?? session.address} />
              </span>
            </Cell>
            <Cell as="menu">{!session.isThis && end(session)}</Cell>
          </Row>
        ))}
    </Table>
  );
}

const Address = ({ of }: { of: string | null }) =>
  of ? <span className="font-mono text-sm wrap-anywhere">{of}</span> : "an unknown address";
