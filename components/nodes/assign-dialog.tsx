"use client";

import type { ZodType } from "zod";
import { TextField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import type { ListedNode, NodeActions } from "@/components/nodes/actions";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { say, undo } from "@/components/ui/message/toast";

interface Draft {
  node: string;
  organisationId: string;
}
const schema = () =>
  import("@/lib/nodes/schema").then(({ assignNodeInput }) => assignNodeInput as unknown as ZodType<unknown, Draft>);

export interface AssignDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  node: ListedNode;
  assign: NodeActions["assign"];
}

/** Whom a node is kept for. Fetched on demand by whoever opens it. */
export default function AssignDialog({ open, onOpenChange, node, assign }: AssignDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Dedicate ${node.name} to one organisation`}
      description="From then on it takes servers of that organisation alone. It must be on the Enterprise Portal, and nobody else may have servers on the node."
    >
      <AssignForm node={node} assign={assign} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AssignForm({ node, assign, close }: Pick<AssignDialogProps, "node" | "assign"> & { close: () => void }) {
  const { id, name } = node;
  const operation = useOperationForm<Draft, unknown, unknown>({
    schema,
    action: assign,
    defaultValues: { node: id, organisationId: "" },
    onSuccess(_, { organisationId }) {
      say(
        `${name} is kept for ${organisationId}.`,
        () => void undo(assign({ node: id, organisationId: null }), `${name} is shared again.`),
      );
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="organisationId" label="Handle of the organisation" autoComplete="off" mono />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Dedicate it</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
