import { revealLinkAction } from "@/app/dashboard/(you)/portal/outbox/actions";
import { OutboxTable } from "@/components/portal/outbox-table";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listMails } from "@/lib/mails/operations";

export const metadata = { title: "Outgoing mail" };

export default async function OutboxPage({ searchParams }: { searchParams: Search }) {
  const cursor = word((await searchParams).cursor);
  const { items, after, canMail } = await read(listMails, { cursor });
  const path = "/dashboard/portal/outbox";
  return (
    <>
      <PageHead title="Outgoing mail">Every e-mail that the portal has sent or still has to send.</PageHead>
      {!canMail && (
        <Notice tone="warn" title="This portal can’t send mail" className="mb-4">
          Set <code>SMTP_URL</code> and restart the portal. Until then you can reveal a link here and pass it on
          yourself. Pass on a link that verifies an address or sets a password only to a person whose identity you have
          checked. Revealing a link is logged.
        </Notice>
      )}
      {items.length > 0 ? (
        <>
          <OutboxTable mails={items} reveal={revealLinkAction} now={new Date()} />
          <TableFoot first={cursor && path} next={after ? withWords(path, { cursor: after }) : undefined} />
        </>
      ) : (
        <EmptyState title="No mail yet">Invitations, address verifications and password resets appear here.</EmptyState>
      )}
    </>
  );
}
