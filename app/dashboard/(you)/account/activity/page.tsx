import { ActivityTable } from "@/components/activity/activity-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { readProfile } from "@/lib/accounts/profile_operations";
import { listAccountActivity } from "@/lib/audit/account_operations";
import { withSentences } from "@/lib/doors/page/activity";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";

export const metadata = { title: "Account activity" };

const path = "/dashboard/account/activity";

export default async function AccountActivityPage({ searchParams }: { searchParams: Search }) {
  const cursor = word((await searchParams).cursor);
  // Sends strangers to sign in, before the page mark is judged.
  await read(readProfile, {});
  const { data, refusal } = await attempt(listAccountActivity, { cursor });
  return (
    <>
      <PageHead title="Activity">
        Sign-ins, failed ones, and what was done to your account. Nobody can change entries. Organisations don’t see
        them.
      </PageHead>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.items.length > 0 && (
        <>
          <ActivityTable items={withSentences(data.items)} faces={data.faces} addressed now={new Date()} />
          <TableFoot first={cursor && path} next={data.after ? withWords(path, { cursor: data.after }) : undefined}>
            Dates are in UTC.
          </TableFoot>
        </>
      )}
      {data?.items.length === 0 && (
        <EmptyState
          title="No activity yet"
          actions={<LinkButton href="/dashboard/account/sessions">View sessions</LinkButton>}
        >
          The next sign-in, and each change of your account, appears here.
        </EmptyState>
      )}
    </>
  );
}
