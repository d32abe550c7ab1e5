"use client";

import { Building2, CirclePlay, CircleSlash, HardDrive, LogOut, Pencil, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ListedNode, NodeActions } from "@/components/nodes/actions";
import type { AssignDialogProps } from "@/components/nodes/assign-dialog";
import type { NodeDialogProps } from "@/components/nodes/node-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { Menu } from "@/components/ui/menu/menu";
import { say, undo } from "@/components/ui/message/toast";

const NodeDialog = onDemand<NodeDialogProps>(() => import("@/components/nodes/node-dialog"));
const AssignDialog = onDemand<AssignDialogProps>(() => import("@/components/nodes/assign-dialog"));

/** The actions for one node. */
export function NodeMenu({ node, actions }: { node: ListedNode; actions: NodeActions }) {
  const [opened, setOpened] = useState<"change" | "assign" | "drain" | "remove">();
  const opening = (which: typeof opened) => ({
    open: opened === which,
    onOpenChange: (open: boolean) => setOpened(open ? which : undefined),
  });
  const { id, name, state, dedicatedTo, serverCount } = node;
  const servers = serverCount === 1 ? "1 server" : `${serverCount} servers`;
  const toClose = () =>
    void undo(actions.close({ node: id }), `${name} is closed to new servers. Running servers keep running.`);
  const toOpen = () => void undo(actions.reopen({ node: id }), `${name} accepts servers again.`);
  const toShare = () => void undo(actions.assign({ node: id, organisationId: null }), `${name} is shared again.`);
  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        items={[
          { label: "Edit…", icon: <Icon of={Pencil} />, onChoose: () => setOpened("change") },
          dedicatedTo
            ? { label: "Make shared", icon: <Icon of={Share2} />, onChoose: toShare }
            : { label: "Dedicate to…", icon: <Icon of={Building2} />, onChoose: () => setOpened("assign") },
          "rule",
          ...(state === "open"
            ? [{ label: "Close", icon: <Icon of={CircleSlash} />, onChoose: toClose }]
            : [{ label: "Reopen", icon: <Icon of={CirclePlay} />, onChoose: toOpen }]),
          ...(state === "draining"
            ? []
            : [{ label: "Drain…", icon: <Icon of={LogOut} />, onChoose: () => setOpened("drain") }]),
          "rule",
          { label: "Delete…", icon: <Icon of={Trash2} />, danger: true, onChoose: () => setOpened("remove") },
        ]}
      />
      <NodeDialog {...opening("change")} node={node} actions={actions} />
      <AssignDialog {...opening("assign")} node={node} assign={actions.assign} />
      <ConfirmDialog
        {...opening("drain")}
        title={`Drain ${name}?`}
        description="The node accepts no new servers, and the owner of each organisation with servers on it is asked to move or stop them."
        stays={`${serverCount === 0 ? "It has no servers now." : `${servers} keep${serverCount === 1 ? "s" : ""} running.`} You can reopen the node at any time.`}
        confirm={`Drain ${name}`}
        act={() => actions.drain({ node: id })}
        onDone={() => say(`${name} is draining.`)}
      />
      <ConfirmDialog
        {...opening("remove")}
        title={`Delete node ${name}?`}
        description="The portal forgets the node and its certificates. The machine itself isn’t changed."
        warning={serverCount > 0 ? `It still has ${servers}. Delete them first.` : undefined}
        losses={[{ icon: <Icon of={HardDrive} />, title: "The node", detail: node.endpoint }]}
        confirm={`Delete ${name}`}
        act={() => actions.remove({ node: id })}
        onDone={() => say(`Node ${name} deleted.`)}
      />
    </>
  );
}
