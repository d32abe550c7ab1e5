import {
  assignNodeAction,
  closeNodeAction,
  drainNodeAction,
  registerNodeAction,
  removeNodeAction,
  reopenNodeAction,
  updateNodeAction,
} from "@/app/dashboard/(you)/portal/nodes/actions";
import type { NodeActions } from "@/components/nodes/editing";
import { EngineOffer, NewNodeButton } from "@/components/nodes/new-node-button";
import { NodeMenu } from "@/components/nodes/node-menu";
import { NodeTable } from "@/components/nodes/node-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { TableFoot } from "@/components/ui/table-foot";
import { readLocalEngine } from "@/lib/nodes/local";
import { listNodes } from "@/lib/nodes/operations";
import { read } from "@/lib/transport/page";

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
  const [nodes, found] = await Promise.all([read(listNodes, {}), read(readLocalEngine, {})]);
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
          <NodeTable nodes={nodes} now={new Date()} menu={(node) => <NodeMenu node={node} actions={actions} />} />
          <TableFoot>{healthy === nodes.length ? "All answer" : `${healthy} of ${nodes.length} answer`}</TableFoot>
          <p className="mt-4 max-w-[60ch] text-sm text-ink-soft">
            A server reaches what its node reaches, until the node’s root has run the rules that{" "}
            <code>npm run admin -- node firewall</code> prints.
          </p>
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
