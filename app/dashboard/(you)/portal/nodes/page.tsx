import {
  assignNodeAction,
  closeNodeAction,
  drainNodeAction,
  registerNodeAction,
  removeNodeAction,
  reopenNodeAction,
  setSharedCleanupAction,
  updateNodeAction,
} from "@/app/dashboard/(you)/portal/nodes/actions";
import type { NodeActions } from "@/components/nodes/actions";
import { CleanupPanel } from "@/components/nodes/cleanup-panel";
import { EngineOffer, NewNodeButton } from "@/components/nodes/new-node-button";
import { NodeMenu } from "@/components/nodes/node-menu";
import { NodeTable } from "@/components/nodes/node-table";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import { read } from "@/lib/doors/page/page";
import { listAllCleanups } from "@/lib/nodes/cleanup_operations";
import { readLocalEngine } from "@/lib/nodes/local_engine_operations";
import { listNodes } from "@/lib/nodes/operations";

export const metadata = { title: "Nodes · Administration" };

const actions: NodeActions = {
  register: registerNodeAction,
  update: updateNodeAction,
  close: closeNodeAction,
  drain: drainNodeAction,
  reopen: reopenNodeAction,
  assign: assignNodeAction,
  remove: removeNodeAction,
};

export default async function PortalNodesPage() {
  const [nodes, found, cleanups] = await Promise.all([
    read(listNodes, {}),
    read(readLocalEngine, {}),
    read(listAllCleanups, {}),
  ]);
  const shared = cleanups.filter(({ dedicated }) => !dedicated);
  const now = new Date();
  const create = <NewNodeButton actions={actions} />;
  const healthy = nodes.filter((node) => node.healthy).length;
  return (
    <>
      <PageHead title="Nodes" actions={nodes.length > 0 && create}>
        {nodes.length > 0 && "The machines that servers run on. Each is checked every 30 seconds."}
      </PageHead>
      {found && <EngineOffer found={found} actions={actions} />}
      {nodes.length > 0 ? (
        <>
          <NodeTable nodes={nodes} now={now} menu={(node) => <NodeMenu node={node} actions={actions} />} />
          <TableFoot>{healthy === nodes.length ? "All online" : `${healthy} of ${nodes.length} online`}</TableFoot>
          <p className="mt-4 max-w-[60ch] text-sm text-ink-soft">
            Servers can reach whatever their node can, until root on the node runs the firewall rules printed by{" "}
            <code>npm run admin -- node firewall</code>.
          </p>
          {shared.length > 0 && (
            <Section title="Image clean-up (prune)">
              <p className="mb-4 text-sm text-ink-soft">
                Removes unused images, build leftovers and remains of deleted servers from shared nodes. Servers, their
                files and backups are kept. Each organisation sets the clean-up of its dedicated nodes.
              </p>
              <div className="grid gap-4 lg:grid-cols-2">
                {shared.map((cleanup) => (
                  <CleanupPanel key={cleanup.id} cleanup={cleanup} now={now} set={setSharedCleanupAction} />
                ))}
              </div>
            </Section>
          )}
        </>
      ) : (
        <EmptyState title="No nodes yet" actions={create}>
          A node is a machine with Docker Engine on which organisations run their servers: this one, or any other that
          the portal can reach.
        </EmptyState>
      )}
    </>
  );
}
