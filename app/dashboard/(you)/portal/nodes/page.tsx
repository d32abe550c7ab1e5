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

export const metadata = { title: "Nodes of the portal" };

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
        {nodes.length > 0 && "The machines that servers run on. Each is asked every thirty seconds whether it works."}
      </PageHead>
      {found && <EngineOffer found={found} actions={actions} />}
      {nodes.length > 0 ? (
        <>
          <NodeTable nodes={nodes} now={now} menu={(node) => <NodeMenu node={node} actions={actions} />} />
          <TableFoot>{healthy === nodes.length ? "All answer" : `${healthy} of ${nodes.length} answer`}</TableFoot>
          <p className="mt-4 max-w-[60ch] text-sm text-ink-soft">
            A server reaches what its node reaches, until the node’s root has run the rules that{" "}
            <code>npm run admin -- node firewall</code> prints.
          </p>
          {shared.length > 0 && (
            <Section title="Cleaning of shared nodes">
              <p className="mb-4 text-sm text-ink-soft">
                Images that no server needs any more, what builds left, and leftovers of deleted servers go. Servers,
                their files and backups stay. A dedicated node is cleaned as its organisation says.
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
          A node is a machine with Docker Engine that organisations run their servers on: this one, or any that the
          portal reaches.
        </EmptyState>
      )}
    </>
  );
}
