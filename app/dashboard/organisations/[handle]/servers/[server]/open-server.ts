import { cache } from "react";
import { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { read } from "@/lib/doors/page/page";
import { readServer } from "@/lib/servers/operations";

export interface ServerParams {
  params: Promise<{ handle: string; server: string }>;
}

/** The server of the address with its organisation, read once a request. */
export const openServer = cache(async (handle: string, id: string) => {
  const organisation = await openOrganisation(handle);
  const server = await read(readServer, { organisation: organisation.id, server: id });
  return { organisation, server, path: `${organisation.base}/servers/${server.id}` };
});

/** What a page below it is called. */
export const titleOf = (part?: string) =>
  async function generateMetadata({ params }: ServerParams) {
    const { handle, server: id } = await params;
    const { server } = await openServer(handle, id);
    return { title: part ? `${part} · ${server.name}` : server.name };
  };
