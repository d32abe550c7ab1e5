import { cache } from "react";
import type { openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import { ImportProgress } from "@/components/dns/files/import-progress";
import { attempt } from "@/lib/doors/page/page";
import { readImport } from "@/lib/zones/files/import_operations";

type Opened = Awaited<ReturnType<typeof openZone>>;

/** How many minutes an import is shown after it has ended. */
const shownMinutes = { done: 1, failed: 15 } as const;

/** The import that a job is saving or has just finished; read once per request. `open`: the zone can’t be edited yet. */
export const latestImport = cache(async ({ organisation, zone }: Opened) => {
  const { data } = await attempt(readImport, { organisation: organisation.id, zone: zone.name, import: "latest" });
  if (!data) return undefined;
  if (data.state === "waiting" || data.state === "running") return { ...data, open: true };
  const isNews = Date.now() - data.touchedAt.getTime() < shownMinutes[data.state] * 60_000;
  return isNews ? { ...data, open: false } : undefined;
});

/** The import’s progress, on every page of the zone. */
export async function ImportState({ opened }: { opened: Opened }) {
  const { organisation, zone } = opened;
  const found = await latestImport(opened);
  if (!found) return null;
  const href = `/api/organisations/${organisation.id}/dns/zones/${encodeURIComponent(zone.name)}/imports/${found.id}`;
  return <ImportProgress key={found.id} begun={found} href={href} />;
}
