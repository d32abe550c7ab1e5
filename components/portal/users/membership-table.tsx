import Link from "next/link";
import { Shield } from "@/components/identity/shield";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { roleName } from "@/lib/access";

interface MembershipTableProps {
  organisations: { id: string; handle: string; name: string; avatar: string | null; orgRole: string; joinedAt: Date }[];
  now: Date;
}

/** Where a user is a member, as the portal's administration sees it. */
export function MembershipTable({ organisations, now }: MembershipTableProps) {
  if (organisations.length === 0) return <p className="text-control text-ink-soft">In no organisation.</p>;
  const head = (
    <>
      <HeadCell>Organisation</HeadCell>
      <HeadCell>Role</HeadCell>
      <HeadCell>Joined</HeadCell>
    </>
  );
  return (
    <Table label="Organisations" head={head}>
      {organisations.map(({ id, handle, name, avatar, orgRole, joinedAt }) => (
        <Row key={id}>
          <Cell as="lead">
            <Lead
              picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
              name={<Link href={`/dashboard/portal/organisations/${handle}`}>{name}</Link>}
              under={handle}
              mono
            />
          </Cell>
          <Cell as="fact" under="shield">
            {orgRole === "owner" ? <strong>{roleName(orgRole)}</strong> : roleName(orgRole)}
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            <span className="row:hidden">joined </span>
            <Time at={joinedAt} now={now} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
