import { saveTextAction } from "@/app/dashboard/organisations/[handle]/servers/[server]/files/actions";
import {
  openServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { contentHref, folderHref } from "@/components/files/actions";
import { FolderCrumbs } from "@/components/files/folder-crumbs";
import { TextEditor } from "@/components/files/text-editor";
import { buttonClass } from "@/components/ui/button/button-class";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import { Toolbar } from "@/components/ui/table/toolbar";
import { refusable, refusalWords } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { readText } from "@/lib/files/operations";
import { sizeWords } from "@/lib/servers/disk";

export const generateMetadata = titleOf("Text");

const why = {
  binary: "This isn’t a text file, so it can’t be edited here.",
  large: "This file is too large to edit here (maximum 512 KiB).",
  suspended: "Files can’t be edited while the organisation is suspended. You can download this one.",
};

export default async function TextPage({ params, searchParams }: ServerParams & { searchParams: Search }) {
  const { handle, server: id } = await params;
  const { organisation, path: base } = await openServer(handle, id);
  const place = { organisation: organisation.id, server: id, page: `${base}/files` };
  const path = word((await searchParams).path) ?? "";
  const back = folderHref(place, path.split("/").slice(0, -1).join("/"));
  const { data, refusal } = await refusable(readText, { organisation: organisation.id, server: id, path });
  const download = (
    <a className={buttonClass()} href={contentHref(place, path)}>
      Download
    </a>
  );
  return (
    <>
      <Toolbar>
        <FolderCrumbs place={place} path={path} />
        {data && (
          <span className="text-sm text-ink-soft tabular-nums">
            {sizeWords(data.size)} {download}
          </span>
        )}
      </Toolbar>
      {data?.text != null && data.fingerprint && !organisation.suspension ? (
        <TextEditor
          file={{ organisation: organisation.id, server: id, path, text: data.text, fingerprint: data.fingerprint }}
          back={back}
          save={saveTextAction}
        />
      ) : (
        <Notice tone={refusal ? "warn" : "note"} actions={<LinkButton href={back}>Back to the folder</LinkButton>}>
          {refusal ? refusalWords(refusal) : why[data.why ?? (organisation.suspension ? "suspended" : "binary")]}
        </Notice>
      )}
    </>
  );
}
