import Link from "next/link";
import { Shield } from "@/components/identity/shield";
import { leftWords } from "@/components/organisations/deletion-words";
import { ExactTime, Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import type { DeletedOrganisation } from "@/lib/organisations/deletion/view";

/** The organisations that the viewer owned when they were deleted. */
export function DeletedTable({ organisations, now }: { organisations: DeletedOrganisation[]; now: Date }) {
  const head = (
    <>
      <HeadCell>Organisation</HeadCell>
      <HeadCell>Deleted</HeadCell>
      <HeadCell>State</HeadCell>
    </>
  );
  return (
    <Table label="Deleted organisations" head={head}>
      {organisations.map((deleted) => {
        const { id, handle, name, deletedAt, deletedBy } = deleted;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                picture={<Shield handle={handle} name={name} avatar={null} size="large" />}
                name={<Link href={`/dashboard/deleted-organisations/${id}`}>{name}</Link>}
                under={handle}
                mono
              />
            </Cell>
            <Cell as="fact" under="shield" className="text-ink-soft">
              <span className="row:hidden">deleted </span>
              <Time at={deletedAt} now={now} /> by {deletedBy}
            </Cell>
            <Cell as="fact">
              <State deleted={deleted} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function State({ deleted: { state, purgeAt, purgedAt, left } }: { deleted: DeletedOrganisation }) {
  if (state === "purged")
    return (
      <>
        Removed on <ExactTime at={purgedAt ?? purgeAt} only="day" />
      </>
    );
  if (state === "purging") return leftWords(left);
  return (
    <>
      Can be restored until <ExactTime at={purgeAt} only="day" />
    </>
  );
}
