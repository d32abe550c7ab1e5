"use server";

import { deleteBackup, makeBackup, restoreBackup } from "@/lib/backups/operations";
import { toAction } from "@/lib/doors/action/action";

export const makeBackupAction = toAction(makeBackup);
export const restoreBackupAction = toAction(restoreBackup);
export const deleteBackupAction = toAction(deleteBackup);
