import { Import } from "lucide-react";
import { LatestVersions } from "@/app/dashboard/organisations/[handle]/dns/[zone]/latest-versions";
import { openZone, titleOf, type ZoneParams } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { Proof } from "@/app/dashboard/organisations/[handle]/dns/[zone]/proof";
import { placeOf } from "@/app/dashboard/organisations/[handle]/dns/[zone]/record-place";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { NewRecordButton } from "@/components/dns/records/new-record-button";
import { RecordFilter } from "@/components/dns/records/record-filter";
import { RecordTable } from "@/components/dns/records/record-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { Icon } from "@/components/ui/layout/icon";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { attempt } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { fullReason } from "@/lib/tiers/words";
import { listRecords } from "@/lib/zones/records/operations";

export const generateMetadata = titleOf();

export default async function RecordsPage({ params, searchParams }: ZoneParams & { searchParams: Search }) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone, path } = opened;
  const words = await searchParams;
  const [q, type, cursor] = [word(words.q), word(words.type), word(words.cursor)];
  const { data: records, refusal } = await attempt(listRecords, {
    ...{ organisation: organisation.id, zone: zone.name, limit: 100 },
    ...{ q: q || undefined, type: type || undefined, cursor },
  });
  const place = placeOf(opened);
  const filtered = Boolean(q || type);
  const counted = (amount: number) => amount.toLocaleString("en-GB");
  const { limits, tierName } = organisation;
  const tooMany = fullReason(zone.recordCount, limits.zoneRecords, tierName);
  const buttons = (
    <>
      {place.can.change && (
        <LinkButton href={`${path}/import`}>
          <Icon of={Import} />
          Import
        </LinkButton>
      )}
      {place.can.add && <NewRecordButton place={place} />}
    </>
  );
  return (
    <ZoneFrame opened={opened} part="" actions={buttons}>
      <Proof opened={opened} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-10 @min-[66rem]/page:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <RecordFilter action={path} q={q} type={type} />
          {refusal && <RefusedFilters href={path} refusal={refusal} />}
          {records && records.items.length > 0 && (
            <>
              <RecordTable records={records.items} place={place} />
              <TableFoot
                first={cursor ? withWords(path, { q, type }) : undefined}
                next={records.after ? withWords(path, { q, type, cursor: records.after }) : undefined}
              >
                {filtered || cursor || records.after
                  ? `${counted(records.items.length)} shown · ${counted(zone.recordCount)} in total`
                  : `${counted(zone.recordCount)} ${zone.recordCount === 1 ? "record" : "records"}`}{" "}
                {limits.zoneRecords.most !== null && `· ${counted(limits.zoneRecords.most)} allowed per zone`}
                {tooMany && `: ${tooMany}`}
              </TableFoot>
            </>
          )}
          {records?.items.length === 0 && (
            <EmptyState
              title={filtered ? "Nothing found" : "No records"}
              actions={filtered ? <LinkButton href={path}>Show all records</LinkButton> : undefined}
            >
              {filtered
                ? "No record in this zone matches your search."
                : place.can.add
                  ? "Add the first one: an A record points a name to an IPv4 address."
                  : "Nobody has added one yet."}
            </EmptyState>
          )}
        </div>
        <LatestVersions opened={opened} />
      </div>
    </ZoneFrame>
  );
}
