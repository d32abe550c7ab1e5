import { z } from "zod";
import { deleteBackup, downloadBackup, listBackups, makeBackup, restoreBackup } from "@/lib/backups/operations";
import { backupShape } from "@/lib/backups/shape";
import { download, line, made, one, type Rest } from "@/lib/doors/rest/line";

const backups = `${one}/servers/:server/backups`;
const backup = `${backups}/:backup`;

/** Backups of servers' files. */
export const backupLines: Rest[] = [
  line("GET", backups, "List a server’s backups", listBackups, z.array(backupShape)),
  line("POST", backups, "Create a backup of a server’s files", makeBackup, backupShape, made),
  line("POST", `${backup}/restore`, "Restore a server’s files from a backup", restoreBackup, backupShape),
  download(`${backup}/content`, "Download a backup", downloadBackup),
  line("DELETE", backup, "Delete a backup", deleteBackup, backupShape),
];
