import { createHash } from "node:crypto";

/** By these the portal finds again what it made: names can be taken, labels can't be mistaken. */
export const organisationLabel = "guildhall.organisation";
export const serverLabel = "guildhall.server";
/** Another portal may use the same engine: what has no node of ours in this label isn't ours. */
export const nodeLabel = "guildhall.node";
/** What the container was made from: the number of its server's row at that time. */
export const generationLabel = "guildhall.generation";

export const containerName = (server: string) => `guildhall-${server}`;
export const volumeName = (server: string) => `guildhall-${server}`;
export const networkName = (organisation: string) => `guildhall-${organisation}`;

/** The kernel allows fifteen characters; the firewall's rules know bridges by their first three. */
export function bridgeName(organisation: string): string {
  return `gh-${createHash("sha256").update(organisation).digest("hex").slice(0, 12)}`;
}
