import { retryMailAction, revealLinkAction, withdrawMailAction } from "@/app/dashboard/(you)/portal/outbox/actions";
import { mailKindWords, OutboxTable } from "@/components/portal/outbox-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { Choice } from "@/components/ui/form/choice";
import { SearchBox } from "@/components/ui/form/search-box";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { Toolbar } from "@/components/ui/table/toolbar";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listMails } from "@/lib/mails/operations";
import { mailKinds } from "@/lib/mails/schema";
import { readSettings } from "@/lib/portal/settings_operations";

export const metadata = { title: "Outgoing mail" };

const path = "/dashboard/portal/outbox";
const states = [
  { state: undefined, label: "All" },
  { state: "queued", label: "Queued" },
  { state: "held", label: "Not sent" },
  { state: "failed", label: "Not delivered" },
  { state: "sent", label: "Sent" },
  { state: "withdrawn", label: "Withdrawn" },
];
const kinds = [
  { kind: undefined, label: "All kinds" },
  ...mailKinds.map((kind) => ({ kind, label: mailKindWords[kind] })),
];

export default async function OutboxPage({ searchParams }: { searchParams: Search }) {
  // Refuses those who may not see this page before anything is listed.
  await read(readSettings, {});
  const given = await searchParams;
  const [q, state, kind, cursor] = [word(given.q), word(given.state), word(given.kind), word(given.cursor)];
  const filter = { q, state, kind };
  const { data, refusal } = await attempt(listMails, { q, state: state as "sent", kind: kind as "reset", cursor });
  return (
    <>
      <PageHead title="Outgoing mail">Every e-mail that the portal has sent or still has to send.</PageHead>
      {data?.canMail === false && (
        <Notice tone="warn" title="This portal can’t send mail" className="mb-4">
          Set <code>SMTP_URL</code> and restart the portal. Until then you can reveal a link here and pass it on
          yourself. Pass on a link that verifies an address or sets a password only to a person whose identity you have
          checked. Revealing a link is logged.
        </Notice>
      )}
      <Toolbar>
        <SearchBox action={path} label="Search mails" placeholder="Address" value={q} keep={{ state, kind }} />
        <Choice
          label="State"
          items={states.map((each) => ({
            href: withWords(path, { ...filter, state: each.state }),
            label: each.label,
            current: (state || undefined) === each.state,
          }))}
        />
        <Choice
          label="Kind"
          items={kinds.map((each) => ({
            href: withWords(path, { ...filter, kind: each.kind }),
            label: each.label,
            current: (kind || undefined) === each.kind,
          }))}
        />
      </Toolbar>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.items.length > 0 && (
        <>
          <OutboxTable
            mails={data.items}
            actions={{ reveal: revealLinkAction, retry: retryMailAction, withdraw: withdrawMailAction }}
            now={new Date()}
          />
          <TableFoot
            first={cursor && withWords(path, filter)}
            next={data.after ? withWords(path, { ...filter, cursor: data.after }) : undefined}
          />
        </>
      )}
      {data?.items.length === 0 &&
        (q || state || kind ? (
          <EmptyState title="Nothing found" actions={<LinkButton href={path}>Show all mails</LinkButton>}>
            No e-mail matches your search.
          </EmptyState>
        ) : (
          <EmptyState title="No mail yet">
            Invitations, address verifications and password resets appear here.
          </EmptyState>
        ))}
    </>
  );
}
