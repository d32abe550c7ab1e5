import { createHash } from "node:crypto";

/** The portal finds its containers by these labels, because a name could be taken by something else. */
export const organisationLabel = "guildhall.organisation";
export const serverLabel = "guildhall.server";
/** Another portal may use the same engine: only objects with one of our nodes in this label are ours. */
export const nodeLabel = "guildhall.node";
/** The generation of the server's row from which the container was created. */
export const generationLabel = "guildhall.generation";

/** A helper's node, and the server it works for. A helper has none of the labels above, because it isn't a server. */
export const helperLabel = "guildhall.helper";
export const helperOfLabel = "guildhall.helper-of";
/** The backup that a volume holds. */
export const backupLabel = "guildhall.backup";

/** The folder of the files that survive a server's container. */
export const dataPath = "/data";

export const containerName = (server: string) => `guildhall-${server}`;
export const volumeName = (server: string) => `guildhall-${server}`;
/** The volume of restored files; `mark` distinguishes attempts. */
export const restoredVolumeName = (server: string, mark: string) => `guildhall-${server}-${mark}`;
export const backupVolumeName = (backup: string) => `guildhall-backup-${backup}`;
export const networkName = (organisation: string) => `guildhall-${organisation}`;

/** The kernel allows 15 characters; the firewall rules recognise bridges by the first three. */
export function bridgeName(organisation: string): string {
  return `gh-${createHash("sha256").update(organisation).digest("hex").slice(0, 12)}`;
}
