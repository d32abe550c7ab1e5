export interface Empty {
  /** The file below app/dashboard that shows it. */
  at: string;
  title: string;
  /** With “…” where the page puts something of its own. */
  text: string;
  action?: string;
  /** Whether that is the main thing to do there. */
  main?: boolean;
  limit?: string;
}

const here = "organisations/[handle]";
const your = "(you)";

/** Every empty state of the screens, in their words; empties.test.ts compares them with the pages themselves. */
export const empties: Empty[] = [
  {
    at: `${your}/organisations/page.tsx`,
    title: "You belong to no organisation",
    text: "An organisation is where you and others share what you run. Make one, or ask somebody to invite you: their invitation will stand here.",
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
    at: `${your}/invitations/page.tsx`,
    title: "Confirm your address first",
    text: "Invitations to your address stand here once it is confirmed. A link from an invitation’s mail works at once.",
    action: "Go to your account",
    main: true,
  },
  {
    at: `${your}/invitations/page.tsx`,
    title: "Nothing waits for you",
    text: "When somebody invites you to their organisation, it stands here and in your mail.",
  },
  {
    at: `${your}/notifications/page.tsx`,
    title: "Nothing so far",
    text: "When somebody invites or adds you, changes your role or ends a membership of yours, it stands here.",
  },
  {
    at: `${your}/account/tokens/page.tsx`,
    title: "No token yet",
    text: "A token lets a script or another service use Guildhall as you, without your password.",
    limit: "Up to 25 for each organisation",
  },
  {
    at: `${here}/members/people.tsx`,
    title: "Nobody found",
    text: "Nobody here has this role.",
    action: "Show everybody",
  },
  {
    at: `${here}/invitations/sent.tsx`,
    title: "Nobody was invited yet",
    text: "An invitation asks one address to join, for 48 hours, with the role that you choose.",
    action: "Show all ever sent",
    limit: "0 of 50 waiting on Free Portal",
  },
  {
    at: `${here}/invitations/sent.tsx`,
    title: "Nothing found",
    text: "No invitation here has “…” in its address.",
    action: "Clear the search",
  },
  {
    at: `${here}/tokens/page.tsx`,
    title: "No token opens this organisation",
    text: "A token lets a script or another service work here as the member who made it. Members make theirs on their own account’s page, and you can end any of them here.",
  },
  {
    at: `${here}/activity/log.tsx`,
    title: "Nothing found",
    text: "Nothing in this organisation’s log fits what you asked for.",
    action: "Clear the filters",
  },
  {
    at: `${here}/projects/page.tsx`,
    title: "No projects yet",
    text: "A project groups servers that belong together: one game, one event, one customer. A member can be limited to some projects; then the others don’t exist for them.",
    action: "New project",
    main: true,
    limit: "0 of 100 projects",
  },
  {
    at: `${here}/projects/page.tsx`,
    title: "You see no project",
    text: "You are limited to some projects of …, and none of those is left. Ask somebody who manages members.",
  },
  {
    at: `${here}/projects/page.tsx`,
    title: "Nothing found",
    text: "No project here has “…” in its name.",
    action: "Show all projects",
  },
  {
    at: `${here}/servers/page.tsx`,
    title: "No servers yet",
    text: "A server runs an image on one of the portal’s nodes: a game, a web site, a database.",
    action: "New server",
    main: true,
    limit: "0 of 2 servers on Free Portal",
  },
  {
    at: `${here}/servers/page.tsx`,
    title: "Nothing found",
    text: "No server here has “…” in its name.",
    action: "Show all servers",
  },
  {
    at: `${here}/servers/offered.tsx`,
    title: "Servers are switched off",
    text: "The portal’s administrator has switched them off for now. Nothing is lost: servers that run go on running, and can be used again once this is back.",
  },
  {
    at: `${here}/servers/[server]/backups/page.tsx`,
    title: "No backups yet",
    text: "A backup keeps all files of the server as they are now; it runs on meanwhile. What is being written at that moment may be half there: stop the server first where that matters.",
    action: "Make a backup",
    main: true,
  },
  {
    at: `${here}/servers/[server]/files/page.tsx`,
    title: "No files yet",
    text: "What the server keeps in /data is here: it outlives restarts and new images.",
  },
  {
    at: `${here}/nodes/page.tsx`,
    title: "No nodes yet",
    text: "No node of this portal serves the …. Ask the portal’s administrator for one.",
  },
  {
    at: `${here}/dns/page.tsx`,
    title: "No zones yet",
    text: "A zone holds the records of a name you own. Keep it here and a change is in the next answer, with its history beside it.",
    action: "Add a zone",
    main: true,
    limit: "0 of 2 zones on Free Portal",
  },
  {
    at: `${here}/dns/page.tsx`,
    title: "Nothing found",
    text: "No zone here has “…” in its name.",
    action: "Show all zones",
  },
  {
    at: `${here}/dns/layout.tsx`,
    title: "DNS is switched off",
    text: "The portal’s administrator has switched it off for now. Nothing is lost: zones that are served go on being served, and can be changed once it is back.",
  },
  {
    at: `${here}/dns/[zone]/page.tsx`,
    title: "No records",
    text: "Add the first one: an A record leads a name to an address.",
  },
  {
    at: `${here}/notifications/webhooks.tsx`,
    title: "No webhooks yet",
    text: "With one, a program of yours, or a channel of Discord or Slack, hears at once when somebody joins, a server fails or a zone changes. You need the address that takes it.",
    action: "New webhook",
    main: true,
    limit: "0 of 10 webhooks",
  },
  {
    at: `${here}/notifications/mail-servers.tsx`,
    title: "No mail server of your own",
    text: "With one, invitations go out under your own address, even where this portal sends no mail, and what happens is told by mail. You need its host, and a user name with a password, from whoever runs it.",
    action: "New mail server",
    main: true,
    limit: "0 of 20 mail servers",
  },
  {
    at: `${here}/notifications/told.tsx`,
    title: "Nothing was told yet",
    text: "…",
  },
  {
    at: `${your}/portal/organisations/page.tsx`,
    title: "Nothing found",
    text: "No organisation fits what you look for.",
    action: "Show all organisations",
  },
  {
    at: `${your}/portal/nodes/page.tsx`,
    title: "No nodes yet",
    text: "A node is a machine with Docker Engine that organisations run their servers on: this one, or any that the portal reaches.",
    action: "New node",
    main: true,
  },
  {
    at: `${your}/portal/outbox/page.tsx`,
    title: "No mail yet",
    text: "Invitations, confirmations and new passwords go out from here.",
  },
  {
    at: `${your}/portal/zones/page.tsx`,
    title: "No zones yet",
    text: "A zone stands here as soon as an organisation claims it. You can vouch for one whose owner you know.",
  },
  {
    at: `${your}/portal/zones/page.tsx`,
    title: "Nothing found",
    text: "No zone fits what you look for.",
    action: "Show all zones",
  },
  {
    at: `${your}/portal/zones/page.tsx`,
    title: "DNS is switched off",
    text: "Nobody sees or changes zones for now. Those that are served go on being served.",
    action: "Portal settings",
  },
];
