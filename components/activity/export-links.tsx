import { Download } from "lucide-react";
import type { ActivityWords } from "@/components/activity/activity-filter";
import { buttonClass } from "@/components/ui/button/button-class";
import { Icon } from "@/components/ui/layout/icon";
import { withWords } from "@/lib/doors/page/search";

interface ExportLinksProps {
  path: string;
  /** As in the URL. Without any the whole log is exported. */
  filter: ActivityWords;
}

/** Plain links to the activity as a file, of what the filters show. */
export function ExportLinks({ path, filter }: ExportLinksProps) {
  const words: Record<string, string | undefined> = { ...filter };
  const what = Object.values(words).some(Boolean) ? "Export these entries" : "Export all entries";
  return (
    <>
      {(["csv", "ndjson"] as const).map((format) => (
        <a
          key={format}
          className={buttonClass()}
          href={withWords(path, { format, ...words })}
          aria-label={`${what} as ${format.toUpperCase()}`}
          download
        >
          <Icon of={Download} />
          {format.toUpperCase()}
        </a>
      ))}
    </>
  );
}
