import { Bell, Braces, Building2, KeyRound, Mail, Plus, ShieldCheck, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { leaveSessionAction } from "@/app/actions";
import { dismissAction } from "@/app/announcement-actions";
import { accountSections } from "@/app/dashboard/account-sections";
import { beginProofAction, makeDefaultAction, proveAction, readProofsAction } from "@/app/dashboard/actions";
import { portalSections } from "@/app/dashboard/portal-sections";
import { currentTheme } from "@/app/theme";
import { ProofHost } from "@/components/accounts/proof-host";
import { Announcements } from "@/components/announcements/announcements";
import { AppFrame } from "@/components/frame/app-frame";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import type { SectionGroup } from "@/components/frame/section-nav";
import { Icon } from "@/components/ui/layout/icon";
import { roleName } from "@/lib/access";
import { readFrame } from "@/lib/accounts/frame_operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { listMyInvitations } from "@/lib/invitations/answer_operations";
import { listOrganisations } from "@/lib/organisations/operations";
import type { ListedOrganisation } from "@/lib/organisations/view";

const organisationsHref = "/dashboard/organisations";

/** An organisation as the frame shows it to a user, who has a second factor in this session or not. */
export function toEntry(organisation: ListedOrganisation, hasFactor: boolean): OrganisationEntry {
  const { handle, name, avatar, orgRole, tierName, isDefault, suspension, secondFactorRequired } = organisation;
  return {
    handle,
    name,
    avatar,
    role: roleName(orgRole),
    tier: tierName,
    isDefault,
    isSuspended: suspension !== null,
    needsFactor: secondFactorRequired && !hasFactor,
    href: `${organisationsHref}/${handle}`,
  };
}

async function setDefault(organisation: string) {
  "use server";
  return makeDefaultAction({ organisation });
}

interface FrameProps {
  /** The handle of the open organisation, on its own pages. */
  open?: string;
  /** The sections of the open organisation; left out on the pages about the account. */
  groups?: SectionGroup[];
  /** Things in it that have a page of their own, for the palette. */
  places?: { group: string; label: string; words?: string; href: string; icon: ReactNode }[];
  /** Commands of this page, each a link. */
  commands?: { label: string; words?: string; href: string; icon: ReactNode }[];
  children: ReactNode;
}

/** The frame of every signed-in page: organisations, invitations, the account. */
export async function Frame({ open, groups, places: within = [], commands = [], children }: FrameProps) {
  const [organisations, { mayFound, unread, avatar, announcements }, invitations, theme, { actor }] = await Promise.all(
    [read(listOrganisations, {}), read(readFrame, {}), read(listMyInvitations, {}), currentTheme(), currentCaller()],
  );
  if (actor?.kind !== "user") return null;
  const entries = organisations.map((each) => toEntry(each, actor.secondFactor === "confirmed"));
  const own = accountGroups({
    organisations: organisations.length,
    invitations: invitations.length,
    unread,
    administers: actor.portalAdmin,
  });
  const current = entries.find(({ handle }) => handle === open);
  const sectionsOf = (group: string, of: SectionGroup[]) =>
    of.flatMap(({ sections }) => sections.map(({ label, href, icon }) => ({ group, label, href, icon })));
  const places = [
    ...(current && groups ? sectionsOf(current.name, groups) : []),
    ...within,
    ...sectionsOf("You", own),
    ...sectionsOf("Your account", [{ sections: accountSections }]),
    ...[...commands, ...(mayFound ? [foundHere] : []), ...commandsAnywhere].map((command) => ({
      ...command,
      group: "Run",
    })),
  ];
  return (
    <AppFrame
      switcher={
        current && {
          current,
          organisations: entries,
          setDefault,
          allHref: organisationsHref,
          createHref: mayFound ? foundHere.href : undefined,
        }
      }
      groups={groups ?? own}
      palette={{ places, organisations: entries }}
      // The pages about the account have it among their sections.
      invited={current && { href: "/dashboard/invitations", count: invitations.length }}
      unread={current && { href: "/dashboard/notifications", count: unread }}
      theme={theme}
      homeHref="/dashboard"
      account={{ id: actor.userId, name: actor.name, email: actor.email, avatar }}
      links={[
        { href: organisationsHref, label: "Your organisations", icon: <Icon of={Building2} /> },
        { href: "/dashboard/account", label: "Your account", icon: <Icon of={UserRound} /> },
        ...(actor.portalAdmin
          ? [{ href: "/dashboard/portal", label: "Administration", icon: <Icon of={ShieldCheck} /> }]
          : []),
      ]}
      signOut={leaveSessionAction}
    >
      <Announcements announcements={announcements} dismiss={dismissAction} />
      {children}
      <ProofHost begin={beginProofAction} prove={proveAction} readProofs={readProofsAction} />
    </AppFrame>
  );
}

const foundHere = {
  label: "New organisation",
  words: "create add found make",
  href: `${organisationsHref}/new`,
  icon: <Icon of={Plus} />,
};
const commandsAnywhere = [
  {
    label: "New access token",
    words: "create make api program",
    href: "/dashboard/account/tokens?new=1",
    icon: <Icon of={KeyRound} />,
  },
];

interface Account {
  organisations: number;
  invitations: number;
  unread: number;
  administers: boolean;
}

/** The sections of the pages about the account and the portal. */
function accountGroups({ organisations, invitations, unread, administers }: Account): SectionGroup[] {
  return [
    {
      sections: [
        { href: organisationsHref, label: "Organisations", icon: <Icon of={Building2} />, count: organisations },
        { href: "/dashboard/invitations", label: "Invitations", icon: <Icon of={Mail} />, count: invitations },
        { href: "/dashboard/notifications", label: "Notifications", icon: <Icon of={Bell} />, count: unread },
      ],
    },
    {
      title: "You",
      sections: [
        { href: "/dashboard/account", label: "Account", icon: <Icon of={UserRound} /> },
        { href: "/dashboard/api", label: "API reference", icon: <Icon of={Braces} /> },
      ],
    },
    ...(administers ? [{ title: "Administration", sections: portalSections }] : []),
  ];
}
