import { cache } from "react";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { read } from "@/lib/doors/page/page";
import { readServer } from "@/lib/servers/operations";

export interface ServerParams {
  params: Promise<{ handle: string; server: string }>;
}

/** The server in the URL and its organisation, read once per request. */
export const openServer = cache(async (handle: string, id: string) => {
  const organisation = await openOrganisation(handle);
  const server = await read(readServer, { organisation: organisation.id, server: id });
  return { organisation, server, path: `${organisation.base}/servers/${server.id}` };
});

/** The title of a page of this server. */
export const titleOf = (part?: string) =>
  async function generateMetadata({ params }: ServerParams) {
    const { handle, server: id } = await params;
    const { server } = await openServer(handle, id);
    return { title: part ? `${part} · ${server.name}` : server.name };
  };
