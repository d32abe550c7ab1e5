import { TriangleAlert } from "lucide-react";
import { RecordRow } from "@/components/dns/records/record-row";
import type { ListedRecord, RecordPlace } from "@/components/dns/records/records";
import { Icon } from "@/components/ui/layout/icon";
import { ExactTime } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { shownTtl } from "@/lib/dns/content/ttl";

interface RecordTableProps {
  records: ListedRecord[];
  place: RecordPlace;
}

export function RecordTable({ records, place }: RecordTableProps) {
  const { zone, can } = place;
  const editable = can.change || can.remove;
  const head = (
    <>
      <HeadCell>Name</HeadCell>
      <HeadCell>Type</HeadCell>
      <HeadCell>Value</HeadCell>
      <HeadCell right>TTL</HeadCell>
      {editable && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table dense label={`Records of ${zone}`} head={head}>
      {records.map((record) => {
        const { label, type, typed } = record;
        const set = records.filter((each) => each.label === label && each.type === type);
        // The position in the RRset rather than the id, which editing replaces: the focus stays in the row.
        const key = `${label} ${type} ${set.indexOf(record)}`;
        return editable ? (
          <RecordRow
            key={key}
            place={place}
            record={record}
            siblings={set.filter((each) => each !== record).map(({ content }) => content)}
            label={`Edit ${label} ${type} ${typed.slice(0, 60)}`}
          >
            <RecordCells record={record} />
          </RecordRow>
        ) : (
          <Row key={key}>
            <RecordCells record={record} />
          </Row>
        );
      })}
    </Table>
  );
}

function RecordCells({ record }: { record: ListedRecord }) {
  const { label, type, ttl, typed, freedAt } = record;
  return (
    <>
      <Cell as="lead">
        <span
          title={label}
          className="block truncate font-mono text-sm card:wrap-anywhere card:whitespace-normal row:max-w-[26ch]"
        >
          {label}
        </span>
      </Cell>
      <Cell>
        <Badge className="min-w-13 justify-center font-mono font-normal text-ink">{type}</Badge>
      </Cell>
      <Cell className="w-full max-w-0 card:max-w-none">
        <span title={typed} className="block truncate font-mono text-sm card:wrap-anywhere card:whitespace-normal">
          {typed}
        </span>
        {freedAt && (
          <span className="mt-0.5 flex items-start gap-1.5 text-sm text-warn">
            <Icon of={TriangleAlert} className="mt-0.5" />
            <span title="No server of this organisation uses this address any more. Edit the record or delete it.">
              No longer used by your servers since <ExactTime at={freedAt} only="day" />
            </span>
          </span>
        )}
      </Cell>
      <Cell as="fact" right className="whitespace-nowrap text-ink-soft tabular-nums">
        <span className="row:hidden">TTL </span>
        {shownTtl(ttl)}
      </Cell>
    </>
  );
}
