import type { ReactNode } from "react";
import { inWords } from "@/components/roles/permissions";
import { Time } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { permissions as every, isPermission, type Permission } from "@/lib/access";
import { type PortalRight, portalRights, portalRightWords } from "@/lib/portal_rights";

export type TokenReach = "organisation" | "account" | "portal";

interface ListedToken {
  id: string;
  name: string;
  /** Its scope, or who holds it. */
  opens: ReactNode;
  reach: TokenReach;
  permissions: (Permission | PortalRight)[] | null;
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
      <HeadCell>Expires</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Tokens" head={head}>
      {tokens.map((token) => (
        <Row key={token.id}>
          <Cell as="lead">
            <Lead name={token.name} under={extentOf(token)} />
          </Cell>
          <Cell as="fact">{token.opens}</Cell>
          <Cell as="fact" className="text-ink-soft">
            {token.lastUsedAt ? (
              <>
                <span className="row:hidden">used </span>
                <Time at={token.lastUsedAt} now={now} />
              </>
            ) : (
              <>
                never<span className="row:hidden"> used</span>
              </>
            )}
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            <End at={token.expiresAt} now={now} />
          </Cell>
          <Cell as="menu">{end(token)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

/** "See the members, invite people"; for many permissions, their number. */
function extentOf({ permissions: given, reach }: ListedToken): string {
  if (!given) return "Full access";
  const permissions = given.filter((each) => isPermission(each));
  const rights = given.filter((each) => !isPermission(each));
  if (given.length === 0) return reach === "portal" ? "Nothing" : "Only the organisation’s name and tier";
  if (given.length > 2)
    return `${given.length} of ${reach === "portal" ? portalRights.length : every.length} permissions`;
  return reach === "portal" ? rights.map((right) => portalRightWords[right]).join("; ") : inWords(permissions);
}

const soon = 7 * 86_400_000;

function End({ at, now }: { at: Date | null; now: Date }) {
  if (!at)
    return (
      <>
        never<span className="row:hidden"> expires</span>
      </>
    );
  if (at <= now)
    return (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <Badge dot>Expired</Badge>
        <Time at={at} now={now} />
      </span>
    );
  const left = at.getTime() - now.getTime();
  return left < soon ? (
    <Badge tone="warn" dot>
      <span>
        Expires <Time at={at} now={now} />
      </span>
    </Badge>
  ) : (
    <>
      <span className="row:hidden">expires </span>
      <Time at={at} now={now} />
    </>
  );
}
