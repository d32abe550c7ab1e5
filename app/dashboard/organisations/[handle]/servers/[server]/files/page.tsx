import {
  deleteFileAction,
  makeFolderAction,
  moveFileAction,
  saveTextAction,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/files/actions";
import {
  openServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { folderHref } from "@/components/files/actions";
import { FileMenu } from "@/components/files/file-menu";
import { FileTable } from "@/components/files/file-table";
import { FolderCrumbs } from "@/components/files/folder-crumbs";
import { NewButtons } from "@/components/files/new-buttons";
import { UploadButton } from "@/components/files/upload-button";
import { LinkButton } from "@/components/ui/button/link-button";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { refusable, refusalWords } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listFiles } from "@/lib/files/operations";
import { diskWords } from "@/lib/servers/disk";

export const generateMetadata = titleOf("Files");

const actions = { save: saveTextAction, makeFolder: makeFolderAction, move: moveFileAction, delete: deleteFileAction };

export default async function FilesPage({ params, searchParams }: ServerParams & { searchParams: Search }) {
  const { handle, server: id } = await params;
  const { organisation, server, path: base } = await openServer(handle, id);
  const place = { organisation: organisation.id, server: id, page: `${base}/files` };
  const folder = word((await searchParams).path) ?? "";
  const { data, refusal } = await refusable(listFiles, { organisation: organisation.id, server: id, path: folder });
  if (refusal)
    return (
      <Notice
        tone="warn"
        title="This folder can’t be shown"
        actions={folder !== "" && <LinkButton href={folderHref(place, "")}>Show all files</LinkButton>}
      >
        {refusalWords(refusal)}
      </Notice>
    );
  const change = organisation.may("server.update");
  return (
    <>
      <Toolbar>
        <FolderCrumbs place={place} path={folder} />
        {change && <NewButtons place={place} folder={folder} actions={actions} />}
        {change && <UploadButton place={place} folder={folder} />}
      </Toolbar>
      {data.entries.length > 0 ? (
        <>
          <FileTable
            place={place}
            folder={folder}
            entries={data.entries}
            now={new Date()}
            menu={(entry) => (
              <FileMenu place={place} folder={folder} entry={entry} actions={change ? actions : undefined} />
            )}
          />
          <TableFoot>
            {data.cut && `Showing the first ${data.entries.length} only. `}
            {server.volumeBytes !== null && `This server uses ${diskWords(server)}.`}
          </TableFoot>
        </>
      ) : (
        <EmptyState title={folder === "" ? "No files yet" : "This folder is empty"}>
          Files that the server writes to /data appear here. They survive restarts and image changes.
        </EmptyState>
      )}
    </>
  );
}
