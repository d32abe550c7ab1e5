import Link from "next/link";
import type { ReactNode } from "react";
import type { ListedDevice } from "@/components/tunnels/actions";
import { DeviceState } from "@/components/tunnels/device-state";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { sizeWords } from "@/lib/servers/disk";

interface DeviceTableProps {
  devices: ListedDevice[];
  /** The path of the list; each device’s page is below it. */
  path: string;
  now: Date;
  menu: (device: ListedDevice) => ReactNode;
}

export function DeviceTable({ devices, path, now, menu }: DeviceTableProps) {
  const menus = devices.map(menu);
  const head = (
    <>
      <HeadCell>Device</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>Gateway</HeadCell>
      <HeadCell>Open ports</HeadCell>
      <HeadCell>Traffic</HeadCell>
      {menus.some(Boolean) && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Tunnel devices" head={head}>
      {devices.map((device, index) => (
        <Row key={device.id}>
          <Cell as="lead">
            <Lead name={<Link href={`${path}/${device.id}`}>{device.name}</Link>} under={device.project?.name} />
          </Cell>
          <Cell as="fact">
            <DeviceState device={device} now={now} />
          </Cell>
          <Cell as="fact" className="wrap-anywhere text-ink-soft">
            {device.gateway.name}
          </Cell>
          <Cell as="fact" className="text-ink-soft tabular-nums">
            {device.openPorts}
            <span className="row:hidden"> open {device.openPorts === 1 ? "port" : "ports"}</span>
          </Cell>
          <Cell as="fact" className="whitespace-nowrap text-ink-soft tabular-nums">
            {sizeWords(device.received + device.sent)}
            <span className="row:hidden"> transferred</span>
          </Cell>
          {menus.some(Boolean) && <Cell as="menu">{menus[index]}</Cell>}
        </Row>
      ))}
    </Table>
  );
}
