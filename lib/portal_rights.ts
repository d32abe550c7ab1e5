/** What a token with the reach portal can be given: for each, what it lets somebody read, and what it lets them change. */
const table = {
  node: ["See every node", "Register, change, dedicate, close and remove nodes"],
  organisation: ["See every organisation", "Set portal tiers"],
  zone: ["See every zone", "Have zones served without a proof"],
  settings: ["See the portal’s settings, mails and log", "Switch features and other settings"],
} as const;

type Subject = keyof typeof table;
export type PortalRight = `portal.${Subject}.${"read" | "change"}`;

/** Each right with its words. */
export const portalRightWords = Object.fromEntries(
  Object.entries(table).flatMap(([subject, [read, change]]) => [
    [`portal.${subject}.read`, read],
    [`portal.${subject}.change`, change],
  ]),
) as Record<PortalRight, string>;
export const portalRights = Object.keys(portalRightWords) as [PortalRight, ...PortalRight[]];

/** The right that an operation of the portal needs of a token; what has no subject of its own here is about the portal’s settings. */
export function portalRight(operation: string, kind: string): PortalRight {
  const [noun = ""] = operation.split(".");
  const subject = Object.hasOwn(table, noun) ? (noun as Subject) : "settings";
  return `portal.${subject}.${kind.endsWith("Query") ? "read" : "change"}`;
}
