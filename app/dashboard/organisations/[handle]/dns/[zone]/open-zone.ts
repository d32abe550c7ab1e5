import { redirect } from "next/navigation";
import { cache } from "react";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { stateOf, zonePath } from "@/components/dns/zones/zones";
import { attempt, read } from "@/lib/doors/page/page";
import { readAnswering, readZone } from "@/lib/zones/operations";

export interface ZoneParams {
  params: Promise<{ handle: string; zone: string }>;
}

/** The zone in the URL with its organisation, read once per request. */
export const openZone = cache(async (handle: string, written: string) => {
  const organisation = await openOrganisation(handle);
  const reference = decodeURIComponent(written);
  const zone = await read(readZone, { organisation: organisation.id, zone: reference });
  const path = zonePath(organisation.base, zone.name);
  if (zone.name !== reference) redirect(path);
  return { organisation, zone, path };
});

/** What the name server answers for an active zone now, asked once per request; undefined when the rate limit is reached. */
export const answeringOf = cache(async ({ organisation, zone }: Awaited<ReturnType<typeof openZone>>) => {
  if (zone.state !== "active") return undefined;
  return (await attempt(readAnswering, { organisation: organisation.id, zone: zone.name })).data;
});

/** Whether the whole zone is live now. */
export const isAnswered = async (opened: Awaited<ReturnType<typeof openZone>>) =>
  stateOf(opened.zone, await answeringOf(opened)) === "active";

/** The title of a page of the zone. */
export const titleOf = (part?: string) =>
  async function generateMetadata({ params }: ZoneParams) {
    const { handle, zone: written } = await params;
    const { zone } = await openZone(handle, written);
    return { title: part ? `${part} · ${zone.displayName}` : zone.displayName };
  };
