import {
  createAnnouncementAction,
  deleteAnnouncementAction,
  endAnnouncementAction,
  updateAnnouncementAction,
} from "@/app/dashboard/(you)/portal/announcements/actions";
import { AnnouncementTable } from "@/components/portal/announcements/announcement-table";
import { NewAnnouncement } from "@/components/portal/announcements/new-announcement";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import { listAnnouncements } from "@/lib/announcements/operations";
import { shownTogether } from "@/lib/announcements/schema";
import { read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";

export const metadata = { title: "Announcements" };

const path = "/dashboard/portal/announcements";
const actions = { update: updateAnnouncementAction, end: endAnnouncementAction, remove: deleteAnnouncementAction };

export default async function AnnouncementsPage({ searchParams }: { searchParams: Search }) {
  const cursor = word((await searchParams).cursor);
  const { items, after } = await read(listAnnouncements, { cursor });
  return (
    <>
      <PageHead title="Announcements" actions={<NewAnnouncement create={createAnnouncementAction} />}>
        Lines at the top of every page. The newest {shownTogether} are shown at a time.
      </PageHead>
      {items.length > 0 ? (
        <>
          <AnnouncementTable announcements={items} actions={actions} />
          <TableFoot first={cursor && path} next={after ? withWords(path, { cursor: after }) : undefined}>
            Dates are in UTC.
          </TableFoot>
        </>
      ) : (
        <EmptyState title="No announcements yet">
          Tell everybody about maintenance or news. An announcement begins and ends by itself.
        </EmptyState>
      )}
    </>
  );
}
