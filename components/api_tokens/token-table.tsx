import type { ReactNode } from "react";
import { Lead } from "@/components/ui/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";

export interface ListedToken {
  id: string;
  name: string;
  /** What it opens, or who holds it. */
  opens: string;
  permissions: string[] | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

interface TokenTableProps {
  tokens: ListedToken[];
  /** The title of the column `opens`. */
  opens: string;
  now: Date;
  end: (token: ListedToken) => ReactNode;
}

export function TokenTable({ tokens, opens, now, end }: TokenTableProps) {
  const head = (
    <>
      <HeadCell>Token</HeadCell>
      <HeadCell>{opens}</HeadCell>
      <HeadCell>Last used</HeadCell>
      <HeadCell>Ends</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Tokens" head={head}>
      {tokens.map((token) => (
        <Row key={token.id}>
          <Cell as="lead">
            <Lead
              name={token.name}
              under={token.permissions ? token.permissions.join(", ") : "All permissions of the role"}
            />
          </Cell>
          <Cell as="fact">{token.opens}</Cell>
          <Cell as="fact">{token.lastUsedAt ? <Time at={token.lastUsedAt} now={now} /> : "Not yet"}</Cell>
          <Cell as="fact">{token.expiresAt ? <Time at={token.expiresAt} now={now} /> : "Never"}</Cell>
          <Cell as="menu">{end(token)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
