import { cache } from "react";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  closePortAction,
  openPortAction,
  reopenPortAction,
  updatePortAction,
} from "@/app/dashboard/organisations/[handle]/tunnels/actions";
import { deviceActions, projectChoices } from "@/app/dashboard/organisations/[handle]/tunnels/device-choices";
import type { ListedDevice, ListedPort } from "@/components/tunnels/actions";
import { DeviceFacts } from "@/components/tunnels/device-facts";
import { DeviceMenu } from "@/components/tunnels/device-menu";
import { DeviceState } from "@/components/tunnels/device-state";
import { OpenPortButton } from "@/components/tunnels/ports/open-port-button";
import { PortMenu } from "@/components/tunnels/ports/port-menu";
import { PortTable } from "@/components/tunnels/ports/port-table";
import { TrafficChart } from "@/components/tunnels/traffic-chart";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { read } from "@/lib/doors/page/page";
import { listUsable } from "@/lib/gateways/operations";
import { readFeatures } from "@/lib/portal/settings_operations";
import { fullReason, usedWords } from "@/lib/tiers/words";
import { readDevice, readTraffic, trafficDays } from "@/lib/tunnels/device_operations";
import { listPorts } from "@/lib/tunnels/port_operations";

interface DeviceParams {
  params: Promise<{ handle: string; device: string }>;
}

const openDevice = cache(async (handle: string, id: string) => {
  const organisation = await openOrganisation(handle);
  return { organisation, device: await read(readDevice, { organisation: organisation.id, device: id }) };
});

export async function generateMetadata({ params }: DeviceParams) {
  // Then the layout says so, and no device can be read.
  if (!(await read(readFeatures, {})).tunnels) return { title: "Tunnels" };
  const { handle, device: id } = await params;
  return { title: (await openDevice(handle, id)).device.name };
}

const portActions = { update: updatePortAction, close: closePortAction, reopen: reopenPortAction };

export default async function DevicePage({ params }: DeviceParams) {
  const { handle, device: id } = await params;
  const { organisation, device } = await openDevice(handle, id);
  const { base, may } = organisation;
  const one = { organisation: organisation.id, device: id };
  const [ports, traffic] = [await read(listPorts, one), await read(readTraffic, one)];
  const now = new Date();
  const can = { update: may("tunnel.update"), remove: may("tunnel.delete") };
  const full = fullReason(device.openPorts, organisation.limits.devicePorts, organisation.tierName);
  const open = can.update && !full && <OpenPort organisation={organisation.id} device={device} />;
  return (
    <>
      <PageHead
        crumbs={[{ href: `${base}/tunnels`, label: "Tunnels" }]}
        title={device.name}
        actions={
          (can.update || can.remove) && (
            <div className="flex justify-end">
              <DeviceMenu
                organisation={organisation.id}
                device={device}
                choices={await projectChoices(organisation)}
                can={can}
                actions={deviceActions}
                doneHref={`${base}/tunnels`}
              />
            </div>
          )
        }
      >
        <DeviceState device={device} now={now} />
      </PageHead>
      {!device.gateway.answering && (
        <Notice tone="warn" title={`The gateway ${device.gateway.name} isn’t answering`} className="mb-4">
          What is connected goes on for ten minutes; then nothing can be reached until the gateway is back.
        </Notice>
      )}
      <DeviceFacts device={device} now={now} />
      <Section title="Ports" action={ports.length > 0 && open}>
        {ports.length > 0 ? (
          <>
            <PortTable
              ports={ports}
              now={now}
              menu={(port: ListedPort) =>
                can.update && (
                  <PortMenu organisation={organisation.id} device={device} port={port} actions={portActions} />
                )
              }
            />
            <TableFoot>
              {usedWords(device.openPorts, organisation.limits.devicePorts)} open ports
              {can.update && full && `: ${full}`}
            </TableFoot>
          </>
        ) : (
          <EmptyState
            title="No open ports"
            actions={open}
            limit={open && `${usedWords(0, organisation.limits.devicePorts)} open ports`}
          >
            Open the port that a program on this device listens on, and the gateway gives it a public address.
          </EmptyState>
        )}
      </Section>
      <Section title="Traffic">
        <TrafficChart traffic={traffic} days={trafficDays} now={now} />
      </Section>
    </>
  );
}

async function OpenPort({ organisation, device }: { organisation: string; device: ListedDevice }) {
  const gateway = (await read(listUsable, { organisation })).find(({ id }) => id === device.gateway.id);
  return (
    <OpenPortButton
      organisation={organisation}
      device={device}
      range={gateway && `${gateway.firstPort} to ${gateway.lastPort}`}
      openPort={openPortAction}
    />
  );
}
