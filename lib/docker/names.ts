import { createHash } from "node:crypto";

/** By these the portal finds again what it made: names can be taken, labels can't be mistaken. */
export const organisationLabel = "guildhall.organisation";
export const serverLabel = "guildhall.server";
/** Another portal may use the same engine: what has no node of ours in this label isn't ours. */
export const nodeLabel = "guildhall.node";
/** What the container was made from: the number of its server's row at that time. */
export const generationLabel = "guildhall.generation";

/** A helper's node, and the server that it works for. It has none of the labels above: it is nobody's server. */
export const helperLabel = "guildhall.helper";
export const helperOfLabel = "guildhall.helper-of";
/** The backup that a volume holds. */
export const backupLabel = "guildhall.backup";

/** Where a server's files are that outlive its container. */
export const dataPath = "/data";

export const containerName = (server: string) => `guildhall-${server}`;
export const volumeName = (server: string) => `guildhall-${server}`;
/** The volume of files that came out of a backup; `mark` tells one try from another. */
export const restoredVolumeName = (server: string, mark: string) => `guildhall-${server}-${mark}`;
export const backupVolumeName = (backup: string) => `guildhall-backup-${backup}`;
export const networkName = (organisation: string) => `guildhall-${organisation}`;

/** The kernel allows fifteen characters; the firewall's rules know bridges by their first three. */
export function bridgeName(organisation: string): string {
  return `gh-${createHash("sha256").update(organisation).digest("hex").slice(0, 12)}`;
}
