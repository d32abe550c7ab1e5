import { forbidden, redirect } from "next/navigation";
import type { Opened } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  openServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { deleteServerAction, updateServerAction } from "@/app/dashboard/organisations/[handle]/servers/actions";
import { leftOf } from "@/app/dashboard/organisations/[handle]/servers/server-usage";
import { ChangeButton } from "@/components/servers/change-button";
import { DeleteServer } from "@/components/servers/delete-server";
import { ServerLimits } from "@/components/servers/server-limits";
import { ServerParts } from "@/components/servers/server-parts";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { read } from "@/lib/doors/page/page";
import { listUsable } from "@/lib/nodes/operations";
import { readVariables } from "@/lib/servers/update_operations";

export const generateMetadata = titleOf("Settings");

export default async function ServerSettingsPage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { organisation, server, path } = await openServer(handle, id);
  // Nothing can be changed, and there is nothing else to read here.
  if (organisation.suspension) redirect(path);
  const mayUpdate = organisation.may("server.update");
  if (!mayUpdate && !organisation.may("server.delete")) forbidden();
  const variables = mayUpdate ? (await read(readVariables, { organisation: organisation.id, server: id })).names : [];
  const left = mayUpdate && !(await isOwnNode(organisation, server.node.id)) ? leftOf(organisation.pool) : {};
  const one = { organisation: organisation.id, server, variables, left, update: updateServerAction };
  return (
    <div className="max-w-[46rem]">
      {mayUpdate && (
        <div className="grid gap-3">
          <ServerLimits server={server} action={<ChangeButton {...one} what="limits" />} />
          <Panel title="Image and environment">
            <ServerParts server={server} variables={one.variables} />
            <div className="mt-3">
              <ChangeButton {...one} what="container" />
            </div>
          </Panel>
        </div>
      )}
      {organisation.may("server.delete") && (
        <Section title="Delete server">
          <Panel
            title={`Delete ${server.name}`}
            about="Deletes it with all its files and backups. This can’t be undone."
            action={
              <DeleteServer
                organisation={organisation.id}
                server={server}
                doneHref={`${organisation.base}/servers`}
                remove={deleteServerAction}
              />
            }
          />
        </Section>
      )}
    </div>
  );
}

/** Servers on dedicated nodes don’t count towards the organisation’s pool. */
async function isOwnNode({ id, may }: Opened, node: string): Promise<boolean> {
  if (!may("node.read")) return false;
  return (await read(listUsable, { organisation: id })).some((each) => each.id === node && each.dedicated);
}
