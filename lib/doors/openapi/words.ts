const segments: Record<string, string> = {
  users: "members",
  "add-user": "members",
  leave: "members",
  roles: "roles",
  notifications: "SMTP servers",
  webhooks: "webhooks",
  invite: "invitations",
  invites: "invitations",
  "accept-invite": "invitations",
  activity: "activity",
  dns: "zones",
  projects: "projects",
  servers: "servers",
  templates: "servers",
  nodes: "nodes",
  "tunnel-gateways": "tunnels",
  "tunnel-devices": "tunnels",
  tunnel: "tunnels",
  account: "account",
  tokens: "tokens",
  health: "portal",
  pictures: "portal",
};

export const parameterWords: Record<string, string> = {
  organisation: "The organisation’s id or handle.",
  invitation: "The invitation’s id.",
  transfer: "The transfer’s id.",
  id: "The token’s id.",
  mail: "The mail’s id.",
  job: "The job’s id.",
  rate: "The limit’s id.",
  session: "The session’s id.",
  provider: "The SMTP server’s id.",
  path: "A path within the server’s files, for example world/level.dat.",
  backup: "The backup’s id.",
  zone: "The zone’s id or name.",
  record: "The record’s id.",
  import: "The import’s id, or latest.",
  version: "A version of the zone.",
  name: "The hash from an avatarUrl.",
  size: "Width and height in pixels.",
  announcement: "The announcement’s id.",
  gateway: "The gateway’s id.",
  device: "The device’s id.",
  port: "The port’s id.",
  user: "The user’s id or address.",
  owner: "The owner’s id or address.",
  userId: "The member’s user id, or the membership’s.",
  role: "owner, admin, operator, member, viewer, or the name of a custom role.",
  tier: "free, educational, paid or enterprise.",
  limit: "Page size.",
  cursor: "The page mark from the Link header of the previous page.",
};

/**
 * The last segment that names the subject; a user's own notifications belong to the account, not to an organisation's
 * SMTP servers.
 */
export function tagOf(path: string): string {
  if (path.startsWith("/account/notifications")) return "account";
  // What is administered is the portal's, also where organisations have something of the same name.
  if (path.startsWith("/admin/")) return "portal";
  return path.split("/").reduce((tag, part) => segments[part] ?? tag, "organisations");
}
