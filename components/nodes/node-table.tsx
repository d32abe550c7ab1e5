import type { ReactNode } from "react";
import type { ListedNode } from "@/components/nodes/actions";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Meter } from "@/components/ui/message/meter";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { tierWords } from "@/lib/limits";

const states: Record<ListedNode["state"], { tone: Tone; word: string }> = {
  open: { tone: "good", word: "Open" },
  closed: { tone: "plain", word: "Closed" },
  draining: { tone: "warn", word: "Draining" },
};

/** Whose servers a node accepts. */
const servedBy = ({ dedicatedTo, tiers }: ListedNode) =>
  dedicatedTo ? `Dedicated to ${dedicatedTo.name}` : tierWords(tiers);

interface NodeTableProps {
  nodes: ListedNode[];
  now: Date;
  menu: (node: ListedNode) => ReactNode;
}

/** The portal's nodes: health, who may use each, and how much is allocated. */
export function NodeTable({ nodes, now, menu }: NodeTableProps) {
  const head = (
    <>
      <HeadCell>Node</HeadCell>
      <HeadCell>Health</HeadCell>
      <HeadCell>Accepts servers</HeadCell>
      <HeadCell>Allocated</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Nodes" head={head}>
      {nodes.map((node) => {
        const { id, name, publicAddress, endpoint, healthy, problem, checkedAt, engineVersion, state } = node;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead name={name} under={`${publicAddress} · ${endpoint}`} />
            </Cell>
            <Cell as="fact">
              <span className="row:inline-block row:max-w-64">
                <Badge tone={healthy ? (problem ? "warn" : "good") : "bad"} dot>
                  {healthy ? (problem ? "Missed a check" : "Online") : "Offline"}
                </Badge>
                <span className="text-xs wrap-anywhere text-ink-soft card:ml-2 row:mt-0.5 row:block">
                  {problem ?? (engineVersion ? `Docker Engine ${engineVersion}` : "checked")} ·{" "}
                  <Time at={checkedAt} now={now} />
                </span>
              </span>
            </Cell>
            <Cell as="fact">
              <Badge tone={states[state].tone} dot>
                {states[state].word}
              </Badge>
              <span className="text-xs text-ink-soft card:ml-2 row:mt-0.5 row:block">{servedBy(node)}</span>
            </Cell>
            <Cell>
              <Allocated node={node} />
            </Cell>
            <Cell as="menu">{menu(node)}</Cell>
          </Row>
        );
      })}
    </Table>
  );
}

const gib = (mib: number) => Math.round((mib / 1024) * 10) / 10;

function Allocated({ node }: { node: ListedNode }) {
  const { promised, memoryMb, cores, diskMb, firstPort, lastPort, serverCount, maxServers } = node;
  return (
    <div className="grid gap-1.5 row:w-44">
      <Meter label="Memory, GiB" used={gib(promised.memoryMb)} limit={gib(memoryMb)} />
      <Meter label="CPU cores" used={promised.cores} limit={cores} />
      <Meter label="Disk, GiB" used={gib(promised.diskMb)} limit={gib(diskMb)} />
      <p className="text-xs text-ink-soft tabular-nums">
        {maxServers === null ? `${serverCount} servers` : `${serverCount} of ${maxServers} servers`} · {promised.ports}{" "}
        of {lastPort - firstPort + 1} ports
      </p>
    </div>
  );
}
