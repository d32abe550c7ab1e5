import { z } from "zod";
import { deleteBackup, downloadBackup, listBackups, makeBackup, restoreBackup } from "@/lib/backups/operations";
import { backupShape } from "@/lib/backups/shape";
import { download, line, made, one, type Rest } from "@/lib/doors/rest/line";

const backups = `${one}/servers/:server/backups`;
const backup = `${backups}/:backup`;

/** What is kept of servers' files. */
export const backupLines: Rest[] = [
  line("GET", backups, "List a server’s backups", listBackups, z.array(backupShape)),
  line("POST", backups, "Make a backup of a server’s files", makeBackup, backupShape, made),
  line("POST", `${backup}/restore`, "Put a backup in the place of a server’s files", restoreBackup, backupShape),
  download(`${backup}/content`, "Download a backup", downloadBackup),
  line("DELETE", backup, "Delete a backup", deleteBackup, backupShape),
];
