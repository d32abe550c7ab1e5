import Link from "next/link";
import { restoreZoneAction } from "@/app/dashboard/organisations/[handle]/dns/[zone]/history/actions";
import {
  isAnswered,
  openZone,
  titleOf,
  type ZoneParams,
} from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ZoneFrame } from "@/app/dashboard/organisations/[handle]/dns/[zone]/zone-frame";
import { ChangeChart } from "@/components/dns/history/change-chart";
import { RestoreButton } from "@/components/dns/history/restore-button";
import { VersionList } from "@/components/dns/history/version-list";
import { changesEachDay } from "@/components/dns/history/versions";
import { DiffList } from "@/components/dns/records/diff-list";
import { TableFoot } from "@/components/ui/table/table-foot";
import { read } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { compareVersions, listChanges, readChange } from "@/lib/zones/history/operations";

export const generateMetadata = titleOf("History");

export default async function HistoryPage({ params, searchParams }: ZoneParams & { searchParams: Search }) {
  const { handle, zone: written } = await params;
  const opened = await openZone(handle, written);
  const { organisation, zone } = opened;
  const path = `${opened.path}/history`;
  const words = await searchParams;
  const cursor = word(words.cursor);
  const version = word(words.version);
  const against = word(words.against) === "now" ? "now" : undefined;
  const place = { organisation: organisation.id, zone: zone.name };
  const now = new Date();
  const { items, after } = await read(listChanges, { ...place, limit: 50, cursor });
  const open = version ? await openVersion() : undefined;
  return (
    <ZoneFrame opened={opened} part="history">
      {!cursor && (
        <div className="mb-6 max-w-[30rem]">
          <ChangeChart days={changesEachDay(items, now)} />
        </div>
      )}
      <div className="max-w-[46rem]">
        <VersionList
          versions={items}
          now={now}
          current={zone.version}
          answered={await isAnswered(opened)}
          href={(each) => withWords(path, { cursor, version: String(each) })}
          open={open}
        />
      </div>
      <div className="mt-6">
        <TableFoot first={cursor ? path : undefined} next={after ? withWords(path, { cursor: after }) : undefined} />
      </div>
    </ZoneFrame>
  );

  async function openVersion() {
    const change = await read(readChange, { ...place, version: Number(version) });
    const isNow = change.version === zone.version;
    const since = isNow
      ? undefined
      : (await read(compareVersions, { ...place, from: change.version, to: zone.version })).diff;
    const body = (
      <>
        {against && since ? (
          <DiffList label={`Changes since version ${change.version}`} diff={since} />
        ) : (
          <DiffList label="Changes in this version" diff={change.diff} />
        )}
        {since && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
            {organisation.may("dns.update") && (
              <RestoreButton
                {...place}
                version={change.version}
                counts={{ removed: since.added, added: since.removed }}
                restore={restoreZoneAction}
              />
            )}
            <Link scroll={false} href={withWords(path, { cursor, version, against: against ? undefined : "now" })}>
              {against ? "Changes in this version" : "Compare with current version"}
            </Link>
          </div>
        )}
      </>
    );
    return { version: change.version, body };
  }
}
