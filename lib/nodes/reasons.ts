import type { ErrorCode } from "@/lib/kernel/errors";

/** Refusals about nodes. */
export const nodeReasons = {
  "node.unreachable": ["UPSTREAM", "The engine doesn’t answer. Check the address, then try again."],
  "node.taken": ["CONFLICT", "A node with this name already exists."],
  "node.endpoint": ["INVALID", "Also enter the address that the certificates are for."],
  "node.used": ["CONFLICT", "This node has servers. Delete them first, or close the node."],
  "node.tier": ["FORBIDDEN", "Dedicated nodes need the Enterprise Portal. Raise the organisation’s portal tier first."],
  "node.foreign": ["CONFLICT", "Other organisations have servers on this node. Delete them first."],
  "node.cleanup": ["CONFLICT", "This node is dedicated to an organisation, which sets its clean-up itself."],
  "node.unknown": ["NOT_FOUND", "Node not found, or you can’t use it."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
