import {
  openServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { sendCommandAction } from "@/app/dashboard/organisations/[handle]/servers/actions";
import { ServerLimits } from "@/components/servers/server-limits";
import { ServerLive } from "@/components/servers/server-live";
import { LinkButton } from "@/components/ui/button/link-button";

export const generateMetadata = titleOf();

export default async function ServerPage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { organisation, server, path } = await openServer(handle, id);
  return (
    <ServerLive
      organisation={organisation.id}
      server={server}
      console={organisation.holds("server.console")}
      command={organisation.may("server.console") ? sendCommandAction : undefined}
    >
      <ServerLimits
        server={server}
        action={
          organisation.may("server.update") && (
            <LinkButton href={`${path}/settings`} size="small">
              Edit
            </LinkButton>
          )
        }
      />
    </ServerLive>
  );
}
