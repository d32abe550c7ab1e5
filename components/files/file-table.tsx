import { File, FileSymlink, FileX2, Folder, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { type FileEntry, type FilesPlace, folderHref, joined, textHref } from "@/components/files/actions";
import { Icon } from "@/components/ui/layout/icon";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { sizeWords } from "@/lib/servers/disk";

const icons: Record<FileEntry["kind"], LucideIcon> = { file: File, folder: Folder, link: FileSymlink, special: FileX2 };
const kindWords: Record<FileEntry["kind"], string> = {
  file: "",
  folder: "folder",
  link: "link",
  special: "special file",
};

interface FileTableProps {
  place: FilesPlace;
  folder: string;
  entries: FileEntry[];
  now: Date;
  menu: (entry: FileEntry) => ReactNode;
}

/** The contents of a folder. Folders link to their contents, files to their text. */
export function FileTable({ place, folder, entries, now, menu }: FileTableProps) {
  const head = (
    <>
      <HeadCell>Name</HeadCell>
      <HeadCell right>Size</HeadCell>
      <HeadCell>Modified</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Files" head={head}>
      {entries.map((entry) => (
        <Row key={`${entry.unreadable}/${entry.name}`}>
          <Cell as="lead">
            <Lead
              picture={<Icon of={icons[entry.kind]} className="text-ink-soft" />}
              name={nameOf(place, folder, entry)}
              under={entry.unreadable ? "Unreadable name. To delete it, delete its folder." : undefined}
            />
          </Cell>
          <Cell as="fact" right className="whitespace-nowrap text-ink-soft tabular-nums">
            {entry.size === null ? kindWords[entry.kind] : sizeWords(entry.size)}
          </Cell>
          <Cell as="fact" className="whitespace-nowrap text-ink-soft">
            <Time at={entry.modifiedAt} now={now} />
          </Cell>
          <Cell as="menu">{!entry.unreadable && menu(entry)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function nameOf(place: FilesPlace, folder: string, { name, kind, unreadable }: FileEntry): ReactNode {
  const path = joined(folder, name);
  if (unreadable || kind === "special") return name;
  // The target of a link isn't known here; its page says if it isn't text.
  const href = kind === "folder" ? folderHref(place, path) : textHref(place, path);
  return (
    <Link href={href} prefetch={false}>
      {name}
    </Link>
  );
}
