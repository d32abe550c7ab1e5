import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { createDeviceAction } from "@/app/dashboard/organisations/[handle]/tunnels/actions";
import { deviceActions, projectChoices } from "@/app/dashboard/organisations/[handle]/tunnels/device-choices";
import { NoGateway } from "@/app/dashboard/organisations/[handle]/tunnels/no-gateway";
import { AddDevice } from "@/components/tunnels/add-device";
import { DeviceMenu } from "@/components/tunnels/device-menu";
import { DeviceTable } from "@/components/tunnels/device-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { env } from "@/lib/env";
import { listUsable } from "@/lib/gateways/operations";
import { fullReason, usedWords } from "@/lib/tiers/words";
import { countDevices, listDevices } from "@/lib/tunnels/device_operations";

export const metadata = { title: "Tunnels" };

export default async function TunnelsPage({ params, searchParams }: OrganisationParams & { searchParams: Search }) {
  const organisation = await openOrganisation((await params).handle);
  const { id, base, may, narrowed, limits, tierName } = organisation;
  const path = `${base}/tunnels`;
  const search = await searchParams;
  const [q, project, cursor] = [word(search.q), word(search.project), word(search.cursor)];
  const { data: page, refusal } = await attempt(listDevices, { organisation: id, q, project, cursor });
  const count = await read(countDevices, { organisation: id });
  const choices = { ...(await projectChoices(organisation)), gateways: await read(listUsable, { organisation: id }) };
  const shown = choices.projects.find((each) => each.id === project);
  // Members who are restricted to projects count only the devices they see, which can’t be compared with the limit.
  const full = narrowed ? undefined : fullReason(count, limits.tunnelDevices, tierName);
  const mayAdd = may("tunnel.create") && (!narrowed || choices.projects.length > 0);
  const add = mayAdd && !full && choices.gateways.some(({ available }) => available) && (
    <AddDevice
      organisation={id}
      path={path}
      portal={env().PUBLIC_URL.origin}
      choices={choices}
      create={createDeviceAction}
    />
  );
  const can = { update: may("tunnel.update"), remove: may("tunnel.delete") };
  const now = new Date();
  const used = `${narrowed ? count : usedWords(count, limits.tunnelDevices)} ${count === 1 && narrowed ? "tunnel device" : "tunnel devices"}`;
  return (
    <>
      <PageHead title="Tunnels" actions={count > 0 && add}>
        {count > 0 &&
          "Machines of your own whose ports are published on a gateway, so that others can connect to them."}
      </PageHead>
      {mayAdd && <NoGateway gateways={choices.gateways} tierName={tierName} />}
      {count > 0 && (
        <Toolbar>
          <SearchBox action={path} label="Search devices" placeholder="Name" value={q} keep={{ project }} />
          {shown && (
            <Choice
              label="Show"
              items={[
                { href: withWords(path, { q }), label: "All projects", current: false },
                { href: withWords(path, { q, project }), label: shown.name, current: true },
              ]}
            />
          )}
        </Toolbar>
      )}
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {page && page.items.length > 0 && (
        <>
          <DeviceTable
            devices={page.items}
            path={path}
            now={now}
            menu={(device) =>
              (can.update || can.remove) && (
                <DeviceMenu organisation={id} device={device} choices={choices} can={can} actions={deviceActions} />
              )
            }
          />
          <TableFoot
            first={cursor ? withWords(path, { q, project }) : undefined}
            next={page.after ? withWords(path, { q, project, cursor: page.after }) : undefined}
          >
            {mayAdd && full ? `${used}: ${full}` : used}
          </TableFoot>
        </>
      )}
      {page?.items.length === 0 && count > 0 && (
        <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all devices</LinkButton>}>
          {q ? `No device has “${q}” in its name.` : `There are no devices in the project ${shown?.name ?? ""} yet.`}
        </EmptyState>
      )}
      {count === 0 && (
        <EmptyState title="No tunnel devices yet" actions={add} limit={add && used}>
          {narrowed
            ? "You are restricted to some projects, and they have no tunnel devices."
            : "A tunnel device is a machine of your own, at home or behind a router. Its ports are published on a gateway, so that friends can join a game server that runs there."}
        </EmptyState>
      )}
    </>
  );
}
