import {
  openedServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/opened";
import { deleteServerAction } from "@/app/dashboard/organisations/[handle]/servers/actions";
import { DeleteServer } from "@/components/servers/delete-server";
import { Panel } from "@/components/ui/panel";
import { Section } from "@/components/ui/section";

export const generateMetadata = titleOf("Settings");

export default async function ServerSettingsPage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { organisation, server } = await openedServer(handle, id);
  return (
    <div className="max-w-[46rem]">
      {organisation.may("server.delete") && (
        <Section title="Delete the server">
          <Panel
            title={`Delete ${server.name}`}
            about="With all its files, at once. It can’t be had back."
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
