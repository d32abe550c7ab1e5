import type { ReactNode } from "react";
import type { ListedGateway } from "@/components/gateways/actions";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Meter } from "@/components/ui/message/meter";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { tierWords } from "@/lib/limits";
import { sizeWords } from "@/lib/servers/disk";

const healths: Record<ListedGateway["health"], { tone: Tone; word: string }> = {
  waiting: { tone: "plain", word: "Not started yet" },
  answering: { tone: "good", word: "Answering" },
  missing: { tone: "bad", word: "Missing" },
  failing: { tone: "warn", word: "Failing" },
};
/** For so long a gateway goes on without the portal. */
const aloneMs = 600_000;

interface GatewayTableProps {
  gateways: ListedGateway[];
  now: Date;
  menu: (gateway: ListedGateway) => ReactNode;
}

/** The portal's gateways: health, who may use each, and how much is in use. */
export function GatewayTable({ gateways, now, menu }: GatewayTableProps) {
  const head = (
    <>
      <HeadCell>Gateway</HeadCell>
      <HeadCell>Health</HeadCell>
      <HeadCell>Accepts devices</HeadCell>
      <HeadCell>In use</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Gateways" head={head}>
      {gateways.map((gateway) => {
        const { id, name, publicAddress, wireguardPort, firstPort, lastPort, health, state, tiers } = gateway;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead name={name} under={`${publicAddress} · UDP ${wireguardPort} · ports ${firstPort} to ${lastPort}`} />
            </Cell>
            <Cell as="fact">
              <span className="row:inline-block row:max-w-72">
                <Badge tone={healths[health].tone} dot>
                  {healths[health].word}
                </Badge>
                <span className="text-xs wrap-anywhere text-ink-soft card:ml-2 row:mt-0.5 row:block">
                  <Report gateway={gateway} now={now} />
                </span>
              </span>
            </Cell>
            <Cell as="fact">
              <Badge tone={state === "open" ? "good" : "plain"} dot>
                {state === "open" ? "Open" : "Closed"}
              </Badge>
              <span className="text-xs text-ink-soft card:ml-2 row:mt-0.5 row:block">{tierWords(tiers)}</span>
            </Cell>
            <Cell>
              <InUse gateway={gateway} />
            </Cell>
            <Cell as="menu">{menu(gateway)}</Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function Report({ gateway, now }: { gateway: ListedGateway; now: Date }) {
  const { health, problem, version, implementation, reportedAt } = gateway;
  if (reportedAt === null) return "Run its program with its token. If the token is lost, renew it.";
  const at = <Time at={reportedAt} now={now} />;
  if (health === "missing")
    return (
      <>
        Last report {at}.{" "}
        {now.getTime() - reportedAt.getTime() > aloneMs
          ? "If its program runs, it has closed every port by now."
          : "Ten minutes after it lost the portal, it closes every port."}
      </>
    );
  const runs = `Version ${version}, WireGuard ${implementation === "kernel" ? "of the kernel" : "in userspace"}`;
  return (
    <>
      {problem ?? runs} · {at}
    </>
  );
}

function InUse({ gateway }: { gateway: ListedGateway }) {
  const { firstPort, lastPort, usedPorts, busyPorts, deviceCount, connectedCount, bytesToday } = gateway;
  return (
    <div className="grid gap-1.5 row:w-44">
      <Meter label="Ports" used={usedPorts} limit={Math.max(0, lastPort - firstPort + 1 - busyPorts)} />
      <p className="text-xs text-ink-soft tabular-nums">
        {deviceCount === 0
          ? "No devices"
          : `${connectedCount} of ${deviceCount === 1 ? "1 device" : `${deviceCount} devices`} connected`}{" "}
        · {sizeWords(bytesToday)} today
      </p>
      {busyPorts > 0 && (
        <p className="text-xs text-ink-soft tabular-nums">
          {busyPorts === 1 ? "1 more port is" : `${busyPorts} more ports are`} used by the machine
        </p>
      )}
    </div>
  );
}
