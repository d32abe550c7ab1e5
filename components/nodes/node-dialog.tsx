"use client";

import type { ZodType } from "zod";
import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { draftOf, type FoundEngine, type ListedNode, type NodeActions } from "@/components/nodes/actions";
import { EngineFields } from "@/components/nodes/engine-fields";
import { TierBoxes } from "@/components/nodes/tier-boxes";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say } from "@/components/ui/message/toast";
import { type NodeDraft, nodeInputOf } from "@/lib/nodes/draft";

type Schema = ZodType<unknown, NodeDraft>;
const registerSchema = () => import("@/lib/nodes/schema").then((schemas) => schemas.registerNodeForm as Schema);
const updateSchema = () => import("@/lib/nodes/schema").then((schemas) => schemas.updateNodeForm as Schema);

export interface NodeDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The node that is changed; left out for a new one. */
  node?: ListedNode;
  /** The engine that is offered. */
  found?: FoundEngine;
  actions: Pick<NodeActions, "register" | "update">;
}

/** A machine with Docker Engine, and what of it servers may have. Fetched on demand by whoever opens it. */
export default function NodeDialog({ open, onOpenChange, node, ...rest }: NodeDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={node ? `Change the node ${node.name}` : "Register a node"}
      description={
        node
          ? "Less than its servers were promised takes nothing away; it only lets nothing new in."
          : "A machine with Docker Engine 20.10 or newer. The portal installs nothing on it."
      }
    >
      <NodeForm {...rest} node={node} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type NodeFormProps = Omit<NodeDialogProps, "open" | "onOpenChange"> & { close: () => void };

function NodeForm({ node, found, actions, close }: NodeFormProps) {
  const operation = useOperationForm<NodeDraft, unknown, { name: string }>({
    schema: node ? updateSchema : registerSchema,
    action: (draft) => {
      const input = nodeInputOf(draft);
      return node
        ? actions.update({ ...input, node: node.id })
        : actions.register({ endpoint: draft.endpoint, ...input });
    },
    defaultValues: draftOf(node, found),
    onSuccess({ name }) {
      say(node ? `The node ${name} is changed.` : `The node ${name} takes servers.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="Organisations see it." autoComplete="off" />
        <EngineFields changed={node !== undefined} />
        <TierBoxes />
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField name="memoryMb" label="Memory in MiB" inputMode="numeric" autoComplete="off" />
          <TextField name="cores" label="Cores" inputMode="decimal" autoComplete="off" />
          <TextField name="diskMb" label="Disk in MiB" inputMode="numeric" autoComplete="off" />
          <TextField
            name="maxServers"
            label="Servers at most"
            hint="Empty: as many as fit."
            inputMode="numeric"
            autoComplete="off"
          />
          <TextField name="firstPort" label="First port" inputMode="numeric" autoComplete="off" />
          <TextField name="lastPort" label="Last port" inputMode="numeric" autoComplete="off" />
        </div>
        <p className="text-sm text-ink-soft">
          What its servers may have together. Leave some memory and disk for the machine itself, and let the ports in.
        </p>
        <TextField
          name="publicAddress"
          label="Public address"
          hint="Where people reach the servers on it: a name or an address."
          autoComplete="off"
          mono
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{node ? "Change the node" : "Register the node"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
