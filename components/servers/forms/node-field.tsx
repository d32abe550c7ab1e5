"use client";

import { SelectField } from "@/components/forms/fields";
import type { ServerChoices } from "@/components/servers/actions";
import { Notice } from "@/components/ui/message/notice";

/** The node for a new server. The portal picks one unless the user does; a node that accepts none shows the reason. */
export function NodeField({ nodes }: { nodes: ServerChoices["nodes"] }) {
  if (nodes.length === 0) return null;
  return (
    <>
      <SelectField name="nodeId" label="Node">
        <option value="">Automatic (most free memory)</option>
        {nodes.map(({ id, name, available, reason, freeMemoryMb }) => (
          <option key={id} value={id} disabled={!available}>
            {available ? `${name}, ${freeMemoryMb.toLocaleString("en-GB")} MiB free` : `${name}: ${reason}`}
          </option>
        ))}
      </SelectField>
      {nodes.every(({ available }) => !available) && (
        <Notice tone="warn" title="No node accepts servers now">
          {nodes.length === 1 ? nodes[0]?.reason : "The Nodes page says why."} Contact the administrator, or try again
          later.
        </Notice>
      )}
    </>
  );
}
