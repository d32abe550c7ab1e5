import { liftRateAction } from "@/app/dashboard/(you)/portal/rates/actions";
import { RateTable } from "@/components/portal/rates/rate-table";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listRates } from "@/lib/portal/rates/operations";
import { readSettings } from "@/lib/portal/settings_operations";

export const metadata = { title: "Rate limits · Administration" };

const path = "/dashboard/portal/rates";

export default async function PortalRatesPage({ searchParams }: { searchParams: Search }) {
  // Refuses those who may not see this page before anything is listed.
  await read(readSettings, {});
  const cursor = word((await searchParams).cursor);
  const { data, refusal } = await attempt(listRates, { cursor });
  return (
    <>
      <PageHead title="Rate limits">
        Who was refused because of too many attempts, and until when. Lifting a limit starts its count again.
      </PageHead>
      {refusal && <RefusedFilters href={path} refusal={refusal} />}
      {data && data.items.length > 0 && (
        <>
          <RateTable rates={data.items} lift={liftRateAction} now={new Date()} />
          <TableFoot first={cursor && path} next={data.after ? withWords(path, { cursor: data.after }) : undefined} />
        </>
      )}
      {data?.items.length === 0 && (
        <EmptyState title="No limits in force">
          Nobody is refused at the moment. Too many sign-ins with one address, for example, appear here.
        </EmptyState>
      )}
      <p className="mt-4 max-w-[60ch] text-sm text-ink-soft">
        Each process also counts, for a minute, how much a network sends to pages. These counts are only in its memory:
        they aren’t listed, and end by themselves.
      </p>
    </>
  );
}
