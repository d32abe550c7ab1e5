import type { ComponentProps } from "react";
import { ActivityTable } from "@/components/activity/activity-table";
import { ExportLinks } from "@/components/activity/export-links";
import { Section } from "@/components/ui/layout/section";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { withWords } from "@/lib/doors/page/search";

interface ActivitySectionProps {
  /** The page that it is on. */
  path: string;
  /** Where the whole of it is exported, below /api. */
  exportPath: string;
  /** The mark of the page that is shown; undefined for the first. */
  cursor: string | undefined;
  activity: (Pick<ComponentProps<typeof ActivityTable>, "items" | "faces"> & { after: string | null }) | undefined;
  refusal: ComponentProps<typeof RefusedFilters>["refusal"] | undefined;
}

/** The activity of an organisation that somebody looks at from outside, page by page, with its export. */
export function ActivitySection({ path, exportPath, cursor, activity, refusal }: ActivitySectionProps) {
  const links = ["csv", "ndjson"].map((format) => ({
    format: format.toUpperCase(),
    href: withWords(exportPath, { format }),
  }));
  return (
    <Section
      title="Activity"
      action={
        <span className="flex gap-2">
          <ExportLinks links={links} filtered={false} />
        </span>
      }
    >
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {activity && <ActivityTable items={activity.items} faces={activity.faces} now={new Date()} />}
      {activity && (
        <TableFoot
          first={cursor && path}
          next={activity.after ? withWords(path, { cursor: activity.after }) : undefined}
        >
          Dates are in UTC.
        </TableFoot>
      )}
    </Section>
  );
}
