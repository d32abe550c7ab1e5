import {
  openedServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/opened";
import { KeepFresh } from "@/components/servers/keep-fresh";
import { ServerLimits } from "@/components/servers/server-limits";
import { isUnsettled } from "@/components/servers/server-state";

export const generateMetadata = titleOf();

export default async function ServerPage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { server } = await openedServer(handle, id);
  return (
    <>
      {isUnsettled(server) && <KeepFresh />}
      <ServerLimits server={server} />
    </>
  );
}
