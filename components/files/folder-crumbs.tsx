import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type FilesPlace, folderHref } from "@/components/files/actions";
import { Icon } from "@/components/ui/layout/icon";

/** The path of the current folder, with links to the folders above. */
export function FolderCrumbs({ place, path }: { place: FilesPlace; path: string }) {
  const parts = path === "" ? [] : path.split("/");
  const above = [{ name: "All files", path: "" }].concat(
    parts.map((name, index) => ({ name, path: parts.slice(0, index + 1).join("/") })),
  );
  return (
    <nav aria-label="Folder" className="min-w-0 flex-1 text-sm">
      <ol className="flex flex-wrap items-center gap-1.5">
        {above.map((each, index) => (
          <li key={each.path} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && <Icon of={ChevronRight} />}
            {index === above.length - 1 ? (
              <span aria-current="page" className="font-semibold wrap-anywhere">
                {each.name}
              </span>
            ) : (
              <Link
                href={folderHref(place, each.path)}
                className="text-ink-soft wrap-anywhere hover:text-ink hover:underline"
              >
                {each.name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
