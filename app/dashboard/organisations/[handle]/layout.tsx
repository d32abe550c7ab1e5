import {
  Activity,
  BellRing,
  Box,
  Cable,
  Folder,
  Globe,
  House,
  KeyRound,
  ListChecks,
  Mail,
  Plus,
  Server as ServerIcon,
  Shield,
  SlidersHorizontal,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { selectOrganisationAction } from "@/app/dashboard/actions";
import { Frame } from "@/app/dashboard/frame";
import {
  type Opened,
  type OrganisationParams,
  openOrganisation,
} from "@/app/dashboard/organisations/[handle]/open-organisation";
import type { SectionGroup } from "@/components/frame/section-nav";
import { NoteVisit } from "@/components/organisations/note-visit";
import { SuspendedNotice } from "@/components/organisations/suspended-notice";
import { Icon } from "@/components/ui/layout/icon";
import { currentCaller } from "@/lib/doors/http/caller";
import { attempt, read } from "@/lib/doors/page/page";
import { readFeatures } from "@/lib/portal/settings_operations";
import { listServers } from "@/lib/servers/operations";
import { countDevices } from "@/lib/tunnels/device_operations";
import { countZones } from "@/lib/zones/operations";

/** The frame of an organisation. It checks no permissions: each page reads through its own operation. */
export default async function OrganisationLayout({ params, children }: OrganisationParams & { children: ReactNode }) {
  const { handle } = await params;
  const organisation = await openOrganisation(handle);
  const { actor } = await currentCaller();
  const offered = await read(readFeatures, {});
  const zones = await zonesOf(organisation, offered.dns);
  const devices = await devicesOf(organisation, offered.tunnels);
  const shown = { zones, devices, servers: offered.servers };
  const isActive = actor?.kind === "user" && actor.activeOrganisationId === organisation.id;
  return (
    <Frame
      open={organisation.handle}
      groups={groupsOf(organisation, shown)}
      places={offered.servers ? await serversOf(organisation) : []}
      commands={commandsOf(organisation, shown)}
    >
      {!isActive && (
        <NoteVisit key={organisation.id} organisation={organisation.id} select={selectOrganisationAction} />
      )}
      {organisation.suspension && <SuspendedNotice name={organisation.name} {...organisation.suspension} />}
      {children}
    </Frame>
  );
}

/** What the portal offers besides people: the numbers of zones and of tunnel devices, and whether there are servers. */
interface Shown {
  zones: number | undefined;
  devices: number | undefined;
  servers: boolean;
}

/** Undefined where there is nothing to see: without the permission, or if the portal has no DNS. */
async function zonesOf({ id, may }: Opened, offered: boolean): Promise<number | undefined> {
  return may("dns.read") && offered ? (await attempt(countZones, { organisation: id })).data : undefined;
}

async function devicesOf({ id, may }: Opened, offered: boolean): Promise<number | undefined> {
  return may("tunnel.read") && offered ? (await attempt(countDevices, { organisation: id })).data : undefined;
}

/** The organisation's first servers, for the palette. */
async function serversOf({ id, base, may, serverCount }: Opened) {
  if (!may("server.read") || serverCount === 0) return [];
  const { data } = await attempt(listServers, { organisation: id, limit: 50 });
  return (data?.items ?? []).map(({ id: server, name, image }) => ({
    group: "Servers",
    label: name,
    words: `server ${image}`,
    href: `${base}/servers/${server}`,
    icon: <Icon of={Box} />,
  }));
}

const commandsOf = ({ base, name, may, portalTier }: Opened, { zones, devices, servers }: Shown) => [
  ...(may("member.create")
    ? [
        {
          label: `Invite somebody to ${name}`,
          words: "ask join member user add several people",
          href: `${base}/invitations?invite=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  ...(may("project.create") && may("project.read")
    ? [
        {
          label: `New project in ${name}`,
          words: "make create group servers",
          href: `${base}/projects?new=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  ...(may("server.create") && may("server.read") && servers
    ? [
        {
          label: `New server in ${name}`,
          words: "make create container run",
          href: `${base}/servers?new=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  ...(may("tunnel.create") && devices !== undefined
    ? [
        {
          label: `Add a tunnel device to ${name}`,
          words: "tunnel wireguard home machine port new",
          href: `${base}/tunnels?new=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  ...(may("dns.create") && zones !== undefined
    ? [
        {
          label: `Add a zone to ${name}`,
          words: "dns domain name new records",
          href: `${base}/dns?new=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  ...(may("role.create") && may("role.read") && portalTier === "enterprise"
    ? [
        {
          label: `New role in ${name}`,
          words: "make create permissions rights",
          href: `${base}/roles?new=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  ...(may("notification.create") && may("notification.read")
    ? [
        {
          label: `New webhook in ${name}`,
          words: "discord slack add events notifications",
          href: `${base}/notifications?webhook=1`,
          icon: <Icon of={Plus} />,
        },
        {
          label: `New SMTP server in ${name}`,
          words: "mail add provider send post notifications",
          href: `${base}/notifications?mail=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  {
    label: `My permissions in ${name}`,
    words: "what may i do rights role allowed",
    href: `${base}/rights`,
    icon: <Icon of={ListChecks} />,
  },
];

function groupsOf(opened: Opened, { zones, devices, servers }: Shown): SectionGroup[] {
  const { base, may, holds, memberCount, serverCount, pendingInvitations } = opened;
  const people = [
    ...(may("member.read")
      ? [{ href: `${base}/members`, label: "Members", icon: <Icon of={UsersRound} />, count: memberCount }]
      : []),
    ...(holds("member.create")
      ? [
          {
            href: `${base}/invitations`,
            label: "Invitations",
            icon: <Icon of={Mail} />,
            count: pendingInvitations ?? undefined,
          },
        ]
      : []),
    ...(may("role.read") ? [{ href: `${base}/roles`, label: "Roles", icon: <Icon of={Shield} /> }] : []),
  ];
  const machines = [
    ...(may("server.read") && servers
      ? [{ href: `${base}/servers`, label: "Servers", icon: <Icon of={Box} />, count: serverCount }]
      : []),
    ...(may("node.read") && servers ? [{ href: `${base}/nodes`, label: "Nodes", icon: <Icon of={ServerIcon} /> }] : []),
    ...(devices === undefined
      ? []
      : [{ href: `${base}/tunnels`, label: "Tunnels", icon: <Icon of={Cable} />, count: devices }]),
    ...(zones === undefined ? [] : [{ href: `${base}/dns`, label: "DNS", icon: <Icon of={Globe} />, count: zones }]),
  ];
  const own = [
    ...(may("auditLog.read") ? [{ href: `${base}/activity`, label: "Activity", icon: <Icon of={Activity} /> }] : []),
    ...(may("notification.read")
      ? [{ href: `${base}/notifications`, label: "Notifications", icon: <Icon of={BellRing} /> }]
      : []),
    ...(holds("member.update")
      ? [{ href: `${base}/tokens`, label: "Access tokens", icon: <Icon of={KeyRound} /> }]
      : []),
    ...(holds("organisation.update")
      ? [{ href: `${base}/settings`, label: "Settings", icon: <Icon of={SlidersHorizontal} /> }]
      : []),
  ];
  return [
    {
      sections: [
        { href: base, label: "Overview", icon: <Icon of={House} />, exact: true },
        ...(may("project.read") ? [{ href: `${base}/projects`, label: "Projects", icon: <Icon of={Folder} /> }] : []),
      ],
    },
    ...(people.length > 0 ? [{ title: "People", sections: people }] : []),
    ...(machines.length > 0 ? [{ title: "Machines", sections: machines }] : []),
    ...(own.length > 0 ? [{ title: "Organisation", sections: own }] : []),
  ];
}
