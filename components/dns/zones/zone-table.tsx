import Link from "next/link";
import { ZoneBadge } from "@/components/dns/zones/zone-badge";
import { type ListedZone, stateOf, zonePath } from "@/components/dns/zones/zones";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ZoneTableProps {
  zones: ListedZone[];
  /** The path of the organisation. */
  base: string;
  /** Records that one zone may have; null: any number. */
  mostRecords: number | null;
}

const counted = (amount: number) => amount.toLocaleString("en-GB");

export function ZoneTable({ zones, base, mostRecords }: ZoneTableProps) {
  const head = (
    <>
      <HeadCell>Zone</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell right>Records</HeadCell>
      <HeadCell right>Serial</HeadCell>
      <HeadCell>DNSSEC</HeadCell>
    </>
  );
  return (
    <Table label="Zones" head={head}>
      {zones.map(({ id, name, displayName, state, served, failing, recordCount, serial, signed }) => (
        <Row key={id}>
          <Cell as="lead">
            <Lead
              name={<Link href={zonePath(base, name)}>{displayName}</Link>}
              under={displayName !== name && <span className="font-mono">{name}</span>}
            />
          </Cell>
          <Cell>
            <ZoneBadge state={stateOf({ state, served, failing })} />
          </Cell>
          <Cell as="fact" right className="whitespace-nowrap text-ink-soft tabular-nums">
            {counted(recordCount)}
            {mostRecords !== null && ` of ${counted(mostRecords)}`}
            <span className="row:hidden"> records</span>
          </Cell>
          <Cell as="fact" right className="text-ink-soft tabular-nums">
            <span className="row:hidden">serial </span>
            {serial}
          </Cell>
          <Cell as={signed ? "fact" : "hidden"} className="text-ink-soft">
            <span className="row:hidden">DNSSEC </span>
            {signed ? "enabled" : <span className="text-ink-faint">no</span>}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
