"use client";

import { useState } from "react";
import type { FoundEngine, NodeActions } from "@/components/nodes/actions";
import type { NodeDialogProps } from "@/components/nodes/node-dialog";
import { Button } from "@/components/ui/button/button";
import { NewButton } from "@/components/ui/button/new-button";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Notice } from "@/components/ui/message/notice";

const NodeDialog = onDemand<NodeDialogProps>(() => import("@/components/nodes/node-dialog"));

export function NewNodeButton({ actions }: { actions: NodeActions }) {
  return (
    <NewButton label="Register a node" prepare={NodeDialog.prepare}>
      {(opening) => <NodeDialog {...opening} actions={actions} />}
    </NewButton>
  );
}

/** Offers to register the engine found on the portal's own machine. */
export function EngineOffer({ found, actions }: { found: FoundEngine; actions: NodeActions }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Notice
        title="This machine has Docker Engine"
        className="mb-4"
        actions={
          <Button
            size="small"
            className="noscript:hidden"
            onPointerEnter={NodeDialog.prepare}
            onFocus={NodeDialog.prepare}
            onClick={() => setOpen(true)}
          >
            Register it…
          </Button>
        }
      >
        Version {found.engineVersion} is listening at <code className="wrap-anywhere">{found.endpoint}</code>. Register
        it so that organisations can run servers here.
      </Notice>
      <NodeDialog open={open} onOpenChange={setOpen} found={found} actions={actions} />
    </>
  );
}
