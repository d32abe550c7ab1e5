import type { z } from "zod";
import { type Revoke, RevokeGrant } from "@/components/dns/zones/revoke-grant";
import { Time } from "@/components/ui/layout/time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import type { grantShape } from "@/lib/zones/shape";

type Grant = z.output<typeof grantShape>;

interface GrantListProps {
  organisation: string;
  zone: string;
  grants: Grant[];
  now: Date;
  /** Left out for those who may only view the zone. */
  revoke?: Revoke;
}

/** The subdomains of a zone that other organisations may have. */
export function GrantList({ organisation, zone, grants, now, revoke }: GrantListProps) {
  const head = (
    <>
      <HeadCell>Name</HeadCell>
      <HeadCell>Allowed for</HeadCell>
      <HeadCell>Since</HeadCell>
      {revoke && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table dense label="Delegated subdomains" head={head}>
      {grants.map(({ id, name, grantee, createdAt }) => (
        <Row key={id}>
          <Cell as="lead" className="font-mono text-sm wrap-anywhere">
            {name}
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            {grantee ?? "a deleted organisation"}
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            <Time at={createdAt} now={now} />
          </Cell>
          {revoke && (
            <Cell as="menu">
              <RevokeGrant organisation={organisation} zone={zone} grant={id} name={name} revoke={revoke} />
            </Cell>
          )}
        </Row>
      ))}
    </Table>
  );
}
