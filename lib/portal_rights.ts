/** The rights of tokens with the reach portal: for each, what it allows to read and to change. */
const table = {
  node: ["See every node", "Register, edit, dedicate, close and remove nodes"],
  gateway: ["See every tunnel gateway", "Register, edit, close and remove tunnel gateways, renew their tokens"],
  organisation: [
    "See every organisation and its activity",
    "Create organisations for others, change their portal tiers and limits, suspend, delete and restore them",
  ],
  user: ["See every user", "Disable, enable and delete users"],
  zone: ["See every zone", "Approve zones without verification"],
  settings: [
    "See the portal’s settings, health, mails, jobs, limits and log",
    "Change features and other settings, send mails again, run jobs again, lift limits",
  ],
} as const;

type Subject = keyof typeof table;
export type PortalRight = `portal.${Subject}.${"read" | "change"}`;

/** Each right with its label. */
export const portalRightWords = Object.fromEntries(
  Object.entries(table).flatMap(([subject, [read, change]]) => [
    [`portal.${subject}.read`, read],
    [`portal.${subject}.change`, change],
  ]),
) as Record<PortalRight, string>;
export const portalRights = Object.keys(portalRightWords) as [PortalRight, ...PortalRight[]];

/**
 * The right that a token needs for an operation of the portal; operations without their own subject need the settings
 * right.
 */
export function portalRight(operation: string, kind: string): PortalRight {
  const [noun = ""] = operation.split(".");
  const subject = Object.hasOwn(table, noun) ? (noun as Subject) : "settings";
  return `portal.${subject}.${kind.endsWith("Query") ? "read" : "change"}`;
}
