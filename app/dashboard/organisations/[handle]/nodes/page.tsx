import { setCleanupAction } from "@/app/dashboard/organisations/[handle]/nodes/actions";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { CleanupPanel } from "@/components/nodes/cleanup-panel";
import { UsableNodeTable } from "@/components/nodes/usable-node-table";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { Notice } from "@/components/ui/message/notice";
import { TableFoot } from "@/components/ui/table/table-foot";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { listCleanups } from "@/lib/nodes/cleanup_operations";
import { listUsable } from "@/lib/nodes/operations";

export const metadata = { title: "Nodes" };

export default async function NodesPage({ params }: OrganisationParams) {
  const { id, tierName, may } = await openOrganisation((await params).handle);
  const nodes = await read(listUsable, { organisation: id });
  const { actor } = await currentCaller();
  const administers = actor?.kind === "user" && actor.portalAdmin;
  const cleanups = await read(listCleanups, { organisation: id });
  const now = new Date();
  const accepting = nodes.filter(({ available }) => available).length;
  return (
    <>
      <PageHead title="Nodes">
        {nodes.length > 0 &&
          "The machines that your servers can run on. A new server goes to the first one with enough room."}
      </PageHead>
      {nodes.length > 0 ? (
        <>
          {accepting === 0 && (
            <Notice tone="warn" title="No node accepts servers now" className="mb-4">
              The reasons are listed below. Contact the administrator, or try again later. Running servers aren’t
              affected.
            </Notice>
          )}
          <UsableNodeTable nodes={nodes} />
          <TableFoot>
            {accepting} of {nodes.length} accept servers
          </TableFoot>
        </>
      ) : (
        <EmptyState
          title="No nodes yet"
          actions={administers && <LinkButton href="/dashboard/portal/nodes">Manage nodes</LinkButton>}
        >
          No node serves the {tierName}.{" "}
          {administers ? "Register one, or add this tier to a node." : "Contact the administrator."}
        </EmptyState>
      )}
      {cleanups.length > 0 && (
        <Section title="Image clean-up (prune)">
          <p className="mb-4 text-sm text-ink-soft">
            Removes unused images, build leftovers and remains of deleted servers from your dedicated nodes. Servers,
            their files and backups are kept.
          </p>
          <div className="grid gap-4 lg:grid-cols-2">
            {cleanups.map((cleanup) => (
              <CleanupPanel
                key={cleanup.id}
                cleanup={cleanup}
                organisation={id}
                now={now}
                set={may("node.update") ? setCleanupAction : undefined}
              />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}
