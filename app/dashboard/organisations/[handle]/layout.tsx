import {
  Activity,
  Box,
  Folder,
  Globe,
  House,
  KeyRound,
  ListChecks,
  Mail,
  Mailbox,
  Plus,
  Server as ServerIcon,
  Shield,
  SlidersHorizontal,
  UsersRound,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import { selectOrganisationAction } from "@/app/dashboard/actions";
import { Frame } from "@/app/dashboard/frame";
import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import type { SectionGroup } from "@/components/frame/section-nav";
import { NoteOpened } from "@/components/organisations/note-opened";
import { Icon } from "@/components/ui/icon";
import { listZones } from "@/lib/dns/zone_operations";
import { readFeatures } from "@/lib/portal/settings";
import { currentCaller } from "@/lib/session";
import { read } from "@/lib/transport/page";

/** The frame of an organisation. It protects nothing: each page reads through its own operation. */
export default async function OrganisationLayout({ params, children }: OrganisationParams & { children: ReactNode }) {
  const { handle } = await params;
  const organisation = await openedOrganisation(handle);
  const { actor } = await currentCaller();
  const zones = await countZones(organisation);
  const isActive = actor?.kind === "user" && actor.activeOrganisationId === organisation.id;
  return (
    <Frame open={organisation.handle} groups={groupsOf(organisation, zones)} commands={commandsOf(organisation, zones)}>
      {!isActive && (
        <NoteOpened key={organisation.id} organisation={organisation.id} select={selectOrganisationAction} />
      )}
      {children}
    </Frame>
  );
}

type Opened = Awaited<ReturnType<typeof openedOrganisation>>;

/** Undefined where there is nothing to see: no right to it, or the portal keeps no zones. */
async function countZones({ id, may }: Opened): Promise<number | undefined> {
  if (!may("dns.read") || !(await read(readFeatures, {})).dns) return undefined;
  return (await read(listZones, { organisation: id })).zones.length;
}

const commandsOf = ({ base, name, may, portalTier }: Opened, zones?: number) => [
  ...(may("member.create")
    ? [
        {
          label: `Invite somebody to ${name}`,
          words: "ask join member add several people",
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
  ...(may("server.create") && may("server.read")
    ? [
        {
          label: `New server in ${name}`,
          words: "make create container run",
          href: `${base}/servers?new=1`,
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
          words: "discord slack add tell events notifications",
          href: `${base}/webhooks?new=1`,
          icon: <Icon of={Plus} />,
        },
        {
          label: `New mail server in ${name}`,
          words: "smtp add provider send post notifications",
          href: `${base}/notifications?new=1`,
          icon: <Icon of={Plus} />,
        },
      ]
    : []),
  {
    label: `What may I do in ${name}?`,
    words: "my rights permissions role allowed",
    href: `${base}/rights`,
    icon: <Icon of={ListChecks} />,
  },
];

function groupsOf({ base, may, memberCount, serverCount, pendingInvitations }: Opened, zones?: number): SectionGroup[] {
  const people = [
    ...(may("member.read")
      ? [{ href: `${base}/members`, label: "Members", icon: <Icon of={UsersRound} />, count: memberCount }]
      : []),
    ...(may("member.create")
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
    ...(may("server.read")
      ? [{ href: `${base}/servers`, label: "Servers", icon: <Icon of={Box} />, count: serverCount }]
      : []),
    ...(may("node.read") ? [{ href: `${base}/nodes`, label: "Nodes", icon: <Icon of={ServerIcon} /> }] : []),
    ...(zones === undefined ? [] : [{ href: `${base}/dns`, label: "DNS", icon: <Icon of={Globe} />, count: zones }]),
  ];
  const own = [
    ...(may("auditLog.read") ? [{ href: `${base}/activity`, label: "Activity", icon: <Icon of={Activity} /> }] : []),
    ...(may("notification.read")
      ? [
          { href: `${base}/notifications`, label: "Mail servers", icon: <Icon of={Mailbox} /> },
          { href: `${base}/webhooks`, label: "Webhooks", icon: <Icon of={Webhook} /> },
        ]
      : []),
    ...(may("member.update") ? [{ href: `${base}/tokens`, label: "Access tokens", icon: <Icon of={KeyRound} /> }] : []),
    ...(may("organisation.update")
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
