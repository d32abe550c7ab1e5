import type { PickedServer } from "@/components/dns/records/server-pick";
import { attempt } from "@/lib/doors/page/page";
import { listServers } from "@/lib/servers/operations";

/** The first two hundred servers that the user sees and that people can reach; none where servers are switched off. */
export async function serversOf(organisation: string): Promise<PickedServer[]> {
  const { data } = await attempt(listServers, { organisation, limit: 200 });
  return (data?.items ?? []).flatMap(({ id, name, address, ports, state }) =>
    address && ports.length > 0 && state !== "deleting" ? [{ id, name, address, ports }] : [],
  );
}
