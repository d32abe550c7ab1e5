import type { ReactNode } from "react";
import { openServer, type ServerParams } from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { powerServerAction } from "@/app/dashboard/organisations/[handle]/servers/actions";
import { KeepFresh } from "@/components/servers/keep-fresh";
import { PowerButtons } from "@/components/servers/power-buttons";
import { ServerFacts } from "@/components/servers/server-facts";
import { isUnsettled } from "@/components/servers/server-state";
import { ServerTabs } from "@/components/servers/server-tabs";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";

/** The head shared by all pages of a server: its state, the power buttons and the tabs. */
export default async function ServerLayout({ params, children }: ServerParams & { children: ReactNode }) {
  const { handle, server: id } = await params;
  const { organisation, server, path } = await openServer(handle, id);
  const { base, name, may, suspension } = organisation;
  return (
    <>
      {isUnsettled(server) && <KeepFresh />}
      <PageHead
        crumbs={[{ href: `${base}/servers`, label: "Servers" }]}
        title={server.name}
        actions={
          may("server.power") && (
            <PowerButtons organisation={organisation.id} server={server} power={powerServerAction} />
          )
        }
      >
        <ServerFacts server={server} />
      </PageHead>
      {suspension && (
        <Notice className="mb-4">
          {`Servers don’t run while ${name} is suspended. Those that were running start again when the suspension ends.`}
        </Notice>
      )}
      <ServerTabs path={path} permissions={organisation.permissions} readOnly={suspension !== null} />
      {children}
    </>
  );
}
