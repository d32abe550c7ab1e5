import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

export interface UsableNode {
  id: string;
  name: string;
  publicAddress: string;
  dedicated: boolean;
  available: boolean;
  reason: string | null;
  freeMemoryMb: number;
  freeCores: number;
  freeDiskMb: number;
}

const mib = (amount: number) => `${amount.toLocaleString("en-GB")} MiB`;

/** The nodes that an organisation may use, in the order in which they are tried. */
export function UsableNodeTable({ nodes }: { nodes: UsableNode[] }) {
  const head = (
    <>
      <HeadCell>Node</HeadCell>
      <HeadCell>Accepts servers</HeadCell>
      <HeadCell>Free memory</HeadCell>
      <HeadCell>Free CPU cores</HeadCell>
      <HeadCell>Free disk</HeadCell>
    </>
  );
  return (
    <Table label="Nodes" head={head}>
      {nodes.map((node) => (
        <Row key={node.id}>
          <Cell as="lead">
            <Lead
              name={node.name}
              under={`${node.publicAddress} · ${node.dedicated ? "dedicated to you" : "shared"}`}
            />
          </Cell>
          <Cell as="fact">
            <Badge tone={node.available ? "good" : "warn"} dot>
              {node.available ? "Yes" : "No"}
            </Badge>
            {node.reason && <span className="text-sm text-ink-soft card:ml-2 row:mt-0.5 row:block">{node.reason}</span>}
          </Cell>
          <Cell as="fact" className="whitespace-nowrap text-ink-soft tabular-nums">
            {mib(node.freeMemoryMb)}
            <span className="row:hidden"> memory free</span>
          </Cell>
          <Cell as="fact" className="text-ink-soft tabular-nums">
            {node.freeCores}
            <span className="row:hidden"> CPU cores free</span>
          </Cell>
          <Cell as="fact" className="whitespace-nowrap text-ink-soft tabular-nums">
            {mib(node.freeDiskMb)}
            <span className="row:hidden"> disk free</span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
