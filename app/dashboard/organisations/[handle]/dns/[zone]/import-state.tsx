import { cache } from "react";
import type { openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ImportProgress } from "@/components/dns/files/import-progress";
import { attempt } from "@/lib/doors/page/page";
import { readImport } from "@/lib/zones/files/import_operations";

type Opened = Awaited<ReturnType<typeof openZone>>;

/** How long it is told of after its end, in minutes. */
const told = { done: 1, failed: 15 } as const;

/** The import that a job is saving, or has just ended to save; read once a request. `open`: the zone can’t be changed yet. */
export const latestImport = cache(async ({ organisation, zone }: Opened) => {
  const { data } = await attempt(readImport, { organisation: organisation.id, zone: zone.name, import: "latest" });
  if (!data) return undefined;
  if (data.state === "waiting" || data.state === "running") return { ...data, open: true };
  const isNews = Date.now() - data.touchedAt.getTime() < told[data.state] * 60_000;
  return isNews ? { ...data, open: false } : undefined;
});

/** What every page of the zone says of it. */
export async function ImportState({ opened }: { opened: Opened }) {
  const { organisation, zone } = opened;
  const found = await latestImport(opened);
  if (!found) return null;
  const href = `/api/organisations/${organisation.id}/dns/zones/${encodeURIComponent(zone.name)}/imports/${found.id}`;
  return <ImportProgress key={found.id} begun={found} href={href} />;
}
