import type { ReactNode } from "react";
import type { ListedPort } from "@/components/tunnels/actions";
import { protocolWords } from "@/components/tunnels/ports/port-words";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Time } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { gameName } from "@/lib/tunnels/games";

interface PortTableProps {
  ports: ListedPort[];
  now: Date;
  menu: (port: ListedPort) => ReactNode;
}

export function PortTable({ ports, now, menu }: PortTableProps) {
  const menus = ports.map(menu);
  const head = (
    <>
      <HeadCell>Address to connect to</HeadCell>
      <HeadCell>Local port</HeadCell>
      <HeadCell>For</HeadCell>
      <HeadCell>State</HeadCell>
      {menus.some(Boolean) && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Ports" head={head}>
      {ports.map((port, index) => (
        <Row key={port.id}>
          <Cell as="lead">
            <span className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 wrap-anywhere">
                <span className="font-mono text-sm font-semibold">{port.connectTo ?? port.endpoint}</span>
                {port.connectTo && <span className="block text-xs text-ink-soft">or {port.endpoint}</span>}
              </span>
              <CopyButton value={port.connectTo ?? port.endpoint} label="Copy address" size="small" variant="quiet" />
            </span>
          </Cell>
          <Cell as="fact" className="whitespace-nowrap text-ink-soft tabular-nums">
            <span className="row:hidden">local port </span>
            {port.localPort}, {protocolWords[port.protocol]}
          </Cell>
          <Cell as="fact" className="wrap-anywhere text-ink-soft">
            <Purpose port={port} />
          </Cell>
          <Cell as="fact">
            <PortState port={port} now={now} />
          </Cell>
          {menus.some(Boolean) && <Cell as="menu">{menus[index]}</Cell>}
        </Row>
      ))}
    </Table>
  );
}

function Purpose({ port: { game, note, keepAddresses } }: { port: ListedPort }) {
  const words = [game && gameName(game), note].filter(Boolean).join(" · ");
  return (
    <>
      {words || "No note"}
      {keepAddresses && <span className="text-xs card:ml-2 row:block">Players’ addresses kept</span>}
    </>
  );
}

function PortState({ port: { state, keptUntil }, now }: { port: ListedPort; now: Date }) {
  const note = "text-sm text-ink-soft card:ml-2 row:mt-0.5 row:block";
  if (state === "open")
    return (
      <Badge tone="good" dot>
        Open
      </Badge>
    );
  if (state === "over")
    return (
      <>
        <Badge tone="warn" dot>
          Over the limit
        </Badge>
        <span className={note}>Close another port to let people in here.</span>
      </>
    );
  return (
    <>
      <Badge dot>Closed</Badge>
      {keptUntil && (
        <span className={note}>
          Its number is free again <Time at={keptUntil} now={now} />.
        </span>
      )}
    </>
  );
}
