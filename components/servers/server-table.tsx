import Link from "next/link";
import type { ReactNode } from "react";
import type { ListedServer } from "@/components/servers/actions";
import { ServerState } from "@/components/servers/server-state";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface ServerTableProps {
  servers: ListedServer[];
  /** The path of the list; each server’s page is below it. */
  path: string;
  menu: (server: ListedServer) => ReactNode;
}

export function ServerTable({ servers, path, menu }: ServerTableProps) {
  const menus = servers.map(menu);
  const head = (
    <>
      <HeadCell>Server</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Address</HeadCell>
      <HeadCell>Memory and CPU</HeadCell>
      {menus.some(Boolean) && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Servers" head={head}>
      {servers.map((server, index) => (
        <Row key={server.id}>
          <Cell as="lead">
            <Lead
              name={<Link href={`${path}/${server.id}`}>{server.name}</Link>}
              under={[server.project?.name, server.image].filter(Boolean).join(" · ")}
            />
          </Cell>
          <Cell as="fact">
            <ServerState server={server} />
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            <Addresses server={server} />
          </Cell>
          <Cell as="fact" className="whitespace-nowrap text-ink-soft tabular-nums">
            {server.memoryMb.toLocaleString("en-GB")} MiB, {server.cores} {server.cores === 1 ? "core" : "cores"}
            <span className="block text-xs">on {server.node.name}</span>
          </Cell>
          {menus.some(Boolean) && <Cell as="menu">{menus[index]}</Cell>}
        </Row>
      ))}
    </Table>
  );
}

/** A server’s addresses: each node port with the container port it leads to. */
function Addresses({ server: { address, ports } }: { server: ListedServer }) {
  if (ports.length === 0) return <>No ports</>;
  return (
    <ul>
      {ports.map(({ port, protocol, hostPort }) => (
        <li key={`${port}/${protocol}`} className="font-mono text-xs wrap-anywhere">
          {address}:{hostPort}
          <span className="text-ink-soft">
            {" "}
            → {port}/{protocol}
          </span>
        </li>
      ))}
    </ul>
  );
}
