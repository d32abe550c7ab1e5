import { revealLinkAction } from "@/app/dashboard/(you)/portal/outbox/actions";
import { OutboxTable } from "@/components/portal/outbox-table";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listMails } from "@/lib/mails/operations";

export const metadata = { title: "Outbox" };

export default async function OutboxPage({ searchParams }: { searchParams: Search }) {
  const cursor = word((await searchParams).cursor);
  const { items, after, canMail } = await read(listMails, { cursor });
  const path = "/dashboard/portal/outbox";
  return (
    <>
      <PageHead title="Outbox">Every mail that the portal wrote, and how it fares.</PageHead>
      {!canMail && (
        <Notice tone="warn" title="This portal sends no mail" className="mb-4">
          Set <code>SMTP_URL</code> and start it again. Until then, reveal a link here and pass it on by hand: with a
          link that confirms an address or sets a password, you vouch for the person who gets it. Revealing is recorded.
        </Notice>
      )}
      {items.length > 0 ? (
        <>
          <OutboxTable mails={items} reveal={revealLinkAction} now={new Date()} />
          <TableFoot first={cursor && path} next={after ? withWords(path, { cursor: after }) : undefined} />
        </>
      ) : (
        <EmptyState title="No mail yet">Invitations, confirmations and new passwords go out from here.</EmptyState>
      )}
    </>
  );
}
