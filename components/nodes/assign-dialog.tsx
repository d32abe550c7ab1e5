"use client";

import type { ZodType } from "zod";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
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

/** Dedicates a node to an organisation. Loaded on demand. */
export default function AssignDialog({ open, onOpenChange, node, assign }: AssignDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Dedicate ${node.name} to an organisation`}
      description="Only that organisation can then create servers on the node. It must be on the Enterprise Portal, and no other organisation may have servers there."
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
        `${name} is dedicated to ${organisationId}.`,
        () => void undo(assign({ node: id, organisationId: null }), `${name} is shared again.`),
      );
      close();
    },
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <TextField name="organisationId" label="Organisation handle" autoComplete="off" mono />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>Dedicate</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
