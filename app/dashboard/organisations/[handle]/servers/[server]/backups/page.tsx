import {
  deleteBackupAction,
  makeBackupAction,
  restoreBackupAction,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/backups/actions";
import {
  openServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { isUnsettledBackup } from "@/components/backups/actions";
import { BackupMenu } from "@/components/backups/backup-menu";
import { BackupTable } from "@/components/backups/backup-table";
import { MakeBackupButton } from "@/components/backups/make-backup-button";
import { KeepFresh } from "@/components/servers/keep-fresh";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { listBackups } from "@/lib/backups/operations";
import { read } from "@/lib/doors/page/page";
import { fullReason, usedWords } from "@/lib/tiers/words";

export const generateMetadata = titleOf("Backups");

const actions = { restore: restoreBackupAction, delete: deleteBackupAction };

export default async function BackupsPage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { organisation, server } = await openServer(handle, id);
  const backups = await read(listBackups, { organisation: organisation.id, server: id });
  const { limits, tierName } = organisation;
  const used = backups.filter(({ state }) => state !== "failed" && state !== "deleting").length;
  const usage = `${usedWords(used, limits.serverBackups)} backups for this server on the ${tierName}`;
  const reason = fullReason(used, limits.serverBackups, tierName);
  const change = organisation.may("server.update");
  const make = change && <MakeBackupButton organisation={organisation.id} server={id} make={makeBackupAction} />;
  return (
    <>
      {(server.restoring || backups.some(isUnsettledBackup)) && <KeepFresh />}
      {backups.length > 0 ? (
        <>
          <Toolbar>
            <p className="flex-1 text-sm text-ink-soft">
              Backups are stored on the server’s node. Download any that must survive its loss.
            </p>
            {make}
          </Toolbar>
          <BackupTable
            backups={backups}
            now={new Date()}
            menu={(backup) => (
              <BackupMenu
                organisation={organisation.id}
                server={server}
                backup={backup}
                actions={change ? actions : undefined}
              />
            )}
          />
          <TableFoot>
            {usage}
            {reason && `: ${reason} Delete one to create another; scheduled backups replace their oldest.`}
          </TableFoot>
        </>
      ) : (
        <EmptyState title="No backups yet" actions={make} limit={usage}>
          A backup saves all of the server’s files while it keeps running. A file that is being written at that moment
          may be incomplete: stop the server first if that matters.
        </EmptyState>
      )}
    </>
  );
}
