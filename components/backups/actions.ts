import type { z } from "zod";
import type { backupShape } from "@/lib/backups/shape";
import type { Outcome } from "@/lib/kernel/errors";

export type ListedBackup = z.output<typeof backupShape>;
type One = { organisation: string; server: string };
type OfOne = One & { backup: string };

export interface BackupActions {
  restore: (input: OfOne) => Promise<Outcome<ListedBackup>>;
  delete: (input: OfOne) => Promise<Outcome<ListedBackup>>;
}

/** Whether its state is about to change. */
export const isUnsettledBackup = ({ state, restoring }: ListedBackup): boolean =>
  restoring || ["queued", "saving", "deleting"].includes(state);
