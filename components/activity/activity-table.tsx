import { changesOf } from "@/components/activity/changes";
import { Person } from "@/components/identity/person";
import { PortalMark } from "@/components/identity/portal-mark";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ActivityItem {
  seq: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  /** The action, without its user and target: "invited". */
  did: string;
  targetName: string | null;
  details: { before?: Record<string, unknown>; after?: Record<string, unknown> };
  address: string | null;
}

/** Jobs and the command line have no person's name. */
function actorName({ actorKind, actorName }: ActivityItem): string {
  return actorKind === "system" ? `Guildhall (${actorName})` : actorName;
}

interface ActivityTableProps {
  items: ActivityItem[];
  /** The avatars of current members, by user. */
  faces: Record<string, string>;
  /** Whether a narrow page shows the addresses, too. */
  addressed?: boolean;
  now: Date;
}

export function ActivityTable({ items, faces, addressed, now }: ActivityTableProps) {
  const head = (
    <>
      <HeadCell>Action</HeadCell>
      <HeadCell>Details</HeadCell>
      <HeadCell>IP address</HeadCell>
      <HeadCell>Time</HeadCell>
    </>
  );
  return (
    <Table label="Activity" head={head}>
      {items.map((item) => (
        <Row key={item.seq}>
          <Cell as="lead">
            <Lead
              picture={
                item.actorKind === "system" ? (
                  <PortalMark />
                ) : (
                  <Person
                    id={item.actorId ?? item.actorName}
                    name={item.actorName}
                    avatar={faces[item.actorId ?? ""] ?? null}
                  />
                )
              }
              name={actorName(item)}
              under={`${item.did} ${item.targetName ?? ""}`}
            />
          </Cell>
          <Cell as="fact" under="person" className="max-w-96 wrap-anywhere">
            {changesOf(item.details).map((change) => (
              <span key={change} className="row:block card:not-last:after:content-[',_']">
                {change}
              </span>
            ))}
          </Cell>
          <Cell as={addressed && item.address ? "fact" : "hidden"} className="font-mono text-sm">
            {item.address ?? "–"}
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            <Time at={item.at} now={now} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
