"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
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
  /** The node to edit; left out for a new one. */
  node?: ListedNode;
  /** The engine found on this machine. */
  found?: FoundEngine;
  actions: Pick<NodeActions, "register" | "update">;
}

/** Registers or edits a node: its engine, and how much of it servers may use. Loaded on demand. */
export default function NodeDialog({ open, onOpenChange, node, ...rest }: NodeDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={node ? `Edit node ${node.name}` : "Register a node"}
      description={
        node
          ? "Setting less than is allocated takes nothing away from servers; the node then accepts no new ones."
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
      say(node ? `Node ${name} saved.` : `Node ${name} registered.`);
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="name" label="Name" hint="Organisations see this name." autoComplete="off" />
        <EngineFields changed={node !== undefined} />
        <TierBoxes none="With none, a shared node accepts no servers. A dedicated node serves only its organisation." />
        <div className="grid grid-cols-2 items-start gap-3">
          <TextField name="memoryMb" label="Memory (MiB)" inputMode="numeric" autoComplete="off" />
          <TextField name="cores" label="CPU cores" inputMode="decimal" autoComplete="off" />
          <TextField name="diskMb" label="Disk (MiB)" inputMode="numeric" autoComplete="off" />
          <TextField
            name="maxServers"
            label="Maximum servers"
            hint="Empty: no limit."
            inputMode="numeric"
            autoComplete="off"
          />
          <TextField name="firstPort" label="First port" inputMode="numeric" autoComplete="off" />
          <TextField name="lastPort" label="Last port" inputMode="numeric" autoComplete="off" />
        </div>
        <p className="text-sm text-ink-soft">
          The total for all servers on this node. Leave some memory and disk for the machine itself, and open the ports
          in its firewall.
        </p>
        <TextField
          name="publicAddress"
          label="Public address"
          hint="The host name or IP address at which people reach its servers."
          autoComplete="off"
          mono
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{node ? "Save" : "Register node"}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
