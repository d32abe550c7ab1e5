import type { ReactNode } from "react";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ListedPasskey {
  id: string;
  name: string;
  backedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

interface PasskeyTableProps {
  passkeys: ListedPasskey[];
  now: Date;
  menu: (passkey: ListedPasskey) => ReactNode;
}

export function PasskeyTable({ passkeys, now, menu }: PasskeyTableProps) {
  const head = (
    <>
      <HeadCell>Passkey</HeadCell>
      <HeadCell>Added</HeadCell>
      <HeadCell>Last used</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Passkeys" head={head}>
      {passkeys.map((passkey) => (
        <Row key={passkey.id}>
          <Cell as="lead">
            <Lead name={passkey.name} under={passkey.backedUp ? "Synchronised" : "On one device only"} />
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            <span className="row:hidden">added </span>
            <Time at={passkey.createdAt} now={now} />
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            {passkey.lastUsedAt ? (
              <>
                <span className="row:hidden">used </span>
                <Time at={passkey.lastUsedAt} now={now} />
              </>
            ) : (
              <>
                never<span className="row:hidden"> used</span>
              </>
            )}
          </Cell>
          <Cell as="menu">{menu(passkey)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
