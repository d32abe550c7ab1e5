export interface Empty {
  /** The file below app/dashboard that shows it. */
  at: string;
  title: string;
  /** With “…” where the page inserts a value. */
  text: string;
  action?: string;
  /** Whether that is the main action there. */
  main?: boolean;
  limit?: string;
}

const here = "organisations/[handle]";
const your = "(you)";

/** Every empty state of the screens, in their own words; empties.test.ts compares them with the pages. */
export const empties: Empty[] = [
  {
    at: `${your}/organisations/page.tsx`,
    title: "You aren’t in any organisation",
    text: "An organisation is where you and others share what you run. Create one, or ask somebody to invite you: the invitation will appear here.",
    action: "New organisation",
    main: true,
  },
  {
    at: `${your}/organisations/page.tsx`,
    title: "Nothing found",
    text: "None of your organisations has “…” in its name or handle.",
    action: "Show all organisations",
  },
  {
    at: `${your}/account/activity/page.tsx`,
    title: "No activity yet",
    text: "The next sign-in, and each change of your account, appears here.",
    action: "View sessions",
  },
  {
    at: `${your}/invitations/page.tsx`,
    title: "Verify your e-mail address first",
    text: "Invitations to your address appear here once it is verified. The link in an invitation e-mail works right away.",
    action: "Go to your account",
    main: true,
  },
  {
    at: `${your}/invitations/page.tsx`,
    title: "No pending invitations",
    text: "When somebody invites you to their organisation, the invitation appears here and in your e-mail.",
  },
  {
    at: `${your}/notifications/page.tsx`,
    title: "No notifications yet",
    text: "You’ll see here when somebody invites you, adds you, changes your role or removes you.",
  },
  {
    at: `${your}/portal/announcements/page.tsx`,
    title: "No announcements yet",
    text: "Tell everybody about maintenance or news. An announcement begins and ends by itself.",
  },
  {
    at: `${your}/portal/log/page.tsx`,
    title: "Nothing found",
    text: "Nothing in the portal’s activity matches these filters.",
    action: "Clear filters",
  },
  {
    at: `${your}/portal/users/page.tsx`,
    title: "Nobody found",
    text: "No user matches your search. It looks for the beginnings of words in names and addresses, and for whole ids.",
    action: "Show all users",
  },
  {
    at: `${your}/account/tokens/page.tsx`,
    title: "No tokens yet",
    text: "A token lets a script or another service use Guildhall as you, without your password.",
    limit: "Up to 25 per organisation",
  },
  {
    at: `${here}/members/people.tsx`,
    title: "No members found",
    text: "No … here has “…” in their name…",
    action: "Show all members",
  },
  {
    at: `${here}/invitations/sent.tsx`,
    title: "No pending invitations",
    text: "An invitation lets one e-mail address join with the role you choose. It is valid for 48 hours.",
    action: "Show all invitations",
    limit: "0 of 50 pending on Free Portal",
  },
  {
    at: `${here}/invitations/sent.tsx`,
    title: "Nothing found",
    text: "No invitation here has “…” in its e-mail address.",
    action: "Clear search",
  },
  {
    at: `${here}/tokens/page.tsx`,
    title: "No tokens",
    text: "A token lets a script or another service act here as the member who created it. Members create tokens on their account page, and you can revoke any of them here.",
  },
  {
    at: `${here}/activity/log.tsx`,
    title: "Nothing found",
    text: "Nothing in this organisation’s activity matches these filters.",
    action: "Clear filters",
  },
  {
    at: `${here}/projects/page.tsx`,
    title: "No projects yet",
    text: "A project groups servers that belong together: one game, one event, one customer. A member can be restricted to some projects and then can’t see any others.",
    action: "New project",
    main: true,
    limit: "0 of 100 projects",
  },
  {
    at: `${here}/projects/page.tsx`,
    title: "No projects you can see",
    text: "You were restricted to some projects of …, but none of them are left. Ask somebody who manages members.",
  },
  {
    at: `${here}/projects/page.tsx`,
    title: "Nothing found",
    text: "No project here has “…” in its name.",
    action: "Show all projects",
  },
  {
    at: `${here}/settings/sign-in/page.tsx`,
    title: "No mail domains yet",
    text: "Whoever has an address of your domain is sent to your provider when they sign in. Add the domain, and prove that it is yours.",
  },
  {
    at: `${here}/servers/page.tsx`,
    title: "No servers yet",
    text: "A server runs an image on one of the portal’s nodes: a game, a website, a database.",
    action: "New server",
    main: true,
    limit: "0 of 2 servers on Free Portal",
  },
  {
    at: `${here}/servers/page.tsx`,
    title: "Nothing found",
    text: "No server has “…” in its name.",
    action: "Show all servers",
  },
  {
    at: `${here}/servers/feature-switch.tsx`,
    title: "Servers are switched off",
    text: "The administrator has switched servers off for now. Nothing is lost: running servers keep running, and you can manage them again once this is back on.",
  },
  {
    at: `${here}/servers/[server]/backups/page.tsx`,
    title: "No backups yet",
    text: "A backup saves all of the server’s files while it keeps running. A file that is being written at that moment may be incomplete: stop the server first if that matters.",
    action: "Create backup",
    main: true,
  },
  {
    at: `${here}/servers/[server]/files/page.tsx`,
    title: "No files yet",
    text: "Files that the server writes to /data appear here. They survive restarts and image changes.",
  },
  {
    at: `${here}/tunnels/page.tsx`,
    title: "No tunnel devices yet",
    text: "A tunnel device is a machine of your own, at home or behind a router. Its ports are published on a gateway, so that friends can join a game server that runs there.",
    action: "Add a device",
    main: true,
    limit: "0 of 2 tunnel devices",
  },
  {
    at: `${here}/tunnels/page.tsx`,
    title: "Nothing found",
    text: "No device has “…” in its name.",
    action: "Show all devices",
  },
  {
    at: `${here}/tunnels/layout.tsx`,
    title: "Tunnels are switched off",
    text: "The administrator has switched tunnels off for now. Devices and ports are kept, but nothing of theirs can be reached until this is back on.",
  },
  {
    at: `${here}/tunnels/[device]/page.tsx`,
    title: "No open ports",
    text: "Open the port that a program on this device listens on, and the gateway gives it a public address.",
    action: "Open a port",
    main: true,
    limit: "0 of 3 open ports",
  },
  {
    at: `${here}/nodes/page.tsx`,
    title: "No nodes yet",
    text: "No node serves the …. Contact the administrator.",
  },
  {
    at: `${here}/dns/page.tsx`,
    title: "No zones yet",
    text: "A zone holds the DNS records of a domain you own. Changes take effect immediately, and you can restore any earlier version.",
    action: "Add a zone",
    main: true,
    limit: "0 of 2 zones on the Free Portal",
  },
  {
    at: `${here}/dns/page.tsx`,
    title: "Nothing found",
    text: "No zone matches “…”.",
    action: "Show all zones",
  },
  {
    at: `${here}/dns/layout.tsx`,
    title: "DNS is switched off",
    text: "The portal’s administrator has switched it off for now. Nothing is lost: active zones stay live, and you can edit them once DNS is back on.",
  },
  {
    at: `${here}/dns/[zone]/page.tsx`,
    title: "No records",
    text: "Add the first one: an A record points a name to an IPv4 address.",
  },
  {
    at: `${here}/notifications/webhooks.tsx`,
    title: "No webhooks yet",
    text: "A webhook notifies one of your programs, or a Discord or Slack channel, as soon as somebody joins, a server fails or a zone changes. You need the URL that receives it.",
    action: "New webhook",
    main: true,
    limit: "0 of 10 webhooks",
  },
  {
    at: `${here}/notifications/mail-servers.tsx`,
    title: "No SMTP servers yet",
    text: "An SMTP server sends invitations from your own address, even if this portal doesn’t send e-mail, and notifies you of events by e-mail. You need its host, a user name and a password from its operator.",
    action: "New SMTP server",
    main: true,
    limit: "0 of 20 SMTP servers",
  },
  {
    at: `${here}/notifications/delivery-log.tsx`,
    title: "No deliveries yet",
    text: "…",
  },
  {
    at: `${your}/portal/organisations/page.tsx`,
    title: "Nothing found",
    text: "No organisation matches your search.",
    action: "Show all organisations",
  },
  {
    at: `${your}/portal/nodes/page.tsx`,
    title: "No nodes yet",
    text: "A node is a machine with Docker Engine on which organisations run their servers: this one, or any other that the portal can reach.",
    action: "New node",
    main: true,
  },
  {
    at: `${your}/portal/gateways/page.tsx`,
    title: "No gateways yet",
    text: "A gateway is a machine with a public address on which members publish ports of their own machines, for example a game server at home. It needs Linux, WireGuard and nftables.",
    action: "Register a gateway",
    main: true,
  },
  {
    at: `${your}/portal/outbox/page.tsx`,
    title: "No mail yet",
    text: "Invitations, address verifications and password resets appear here.",
  },
  {
    at: `${your}/portal/outbox/page.tsx`,
    title: "Nothing found",
    text: "No e-mail matches your search.",
    action: "Show all mails",
  },
  {
    at: `${your}/portal/jobs/page.tsx`,
    title: "No failed jobs",
    text: "Jobs that failed, or that will be tried again, appear here.",
  },
  {
    at: `${your}/portal/rates/page.tsx`,
    title: "No limits in force",
    text: "Nobody is refused at the moment. Too many sign-ins with one address, for example, appear here.",
  },
  {
    at: `${your}/portal/zones/page.tsx`,
    title: "No zones yet",
    text: "Zones appear here as soon as an organisation adds them. You can approve one whose owner you know.",
  },
  {
    at: `${your}/portal/zones/page.tsx`,
    title: "Nothing found",
    text: "No zone matches your search.",
    action: "Show all zones",
  },
  {
    at: `${your}/portal/zones/page.tsx`,
    title: "DNS is switched off",
    text: "Nobody can see or edit zones for now. Active zones stay live.",
    action: "Portal settings",
  },
];
