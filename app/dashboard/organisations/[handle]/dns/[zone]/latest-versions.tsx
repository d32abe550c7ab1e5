import Link from "next/link";
import { isAnswered, type openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ChangeChart } from "@/components/dns/history/change-chart";
import { VersionList } from "@/components/dns/history/version-list";
import { changesEachDay } from "@/components/dns/history/versions";
import { Panel } from "@/components/ui/layout/panel";
import { read } from "@/lib/doors/page/page";
import { listChanges } from "@/lib/zones/history/operations";

const days = 30;

/** The latest versions, shown beside the records. */
export async function LatestVersions({ opened }: { opened: Awaited<ReturnType<typeof openZone>> }) {
  const { organisation, zone, path } = opened;
  const { items, after } = await read(listChanges, { organisation: organisation.id, zone: zone.name, limit: 100 });
  const now = new Date();
  return (
    <aside aria-label="History">
      <Panel>
        <div className="mb-2 flex items-baseline justify-between gap-3">
          <h2 className="text-base tracking-normal">History</h2>
          <Link href={`${path}/history`} className="text-sm">
            All {zone.version.toLocaleString("en-GB")}
          </Link>
        </div>
        <div className="mb-4">
          <ChangeChart days={changesEachDay(items, now, days)} more={after !== null} />
        </div>
        <VersionList
          versions={items.slice(0, 5)}
          now={now}
          current={zone.version}
          answered={await isAnswered(opened)}
          href={(version) => `${path}/history?version=${version}`}
        />
      </Panel>
    </aside>
  );
}
