import { forbidden } from "next/navigation";
import {
  openedServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/opened";
import { deleteServerAction, updateServerAction } from "@/app/dashboard/organisations/[handle]/servers/actions";
import { ContainerForm } from "@/components/servers/container-form";
import { DeleteServer } from "@/components/servers/delete-server";
import { LimitsForm } from "@/components/servers/limits-form";
import { Panel } from "@/components/ui/panel";
import { Section } from "@/components/ui/section";
import { readVariables } from "@/lib/servers/change";
import { read } from "@/lib/transport/page";

export const generateMetadata = titleOf("Settings");

export default async function ServerSettingsPage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { organisation, server } = await openedServer(handle, id);
  const one = { organisation: organisation.id, server };
  const mayUpdate = organisation.may("server.update");
  if (!mayUpdate && !organisation.may("server.delete")) forbidden();
  return (
    <div className="max-w-[46rem]">
      {mayUpdate && (
        <>
          <h2 className="mb-1">Name and limits</h2>
          <p className="mb-4 text-control text-ink-soft">
            These change while it runs. More memory, cores and disk come from {server.node.name}, as far as it has them.
          </p>
          <LimitsForm {...one} update={updateServerAction} />
          <Section title="What it is made from">
            <p className="mb-4 text-control text-ink-soft">
              Its container is made anew for these: a server that runs is restarted. Its files stay.
            </p>
            <ContainerForm
              {...one}
              variables={(await read(readVariables, { organisation: organisation.id, server: id })).names}
              update={updateServerAction}
            />
          </Section>
        </>
      )}
      {organisation.may("server.delete") && (
        <Section title="Delete the server">
          <Panel
            title={`Delete ${server.name}`}
            about="With all its files, at once. It can’t be had back."
            action={<DeleteServer {...one} doneHref={`${organisation.base}/servers`} remove={deleteServerAction} />}
          />
        </Section>
      )}
    </div>
  );
}
