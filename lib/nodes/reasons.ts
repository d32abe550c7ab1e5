import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a node is refused. */
export const nodeReasons = {
  "node.unreachable": ["UPSTREAM", "The engine doesn’t answer. Check the address, then try again."],
  "node.taken": ["CONFLICT", "There is a node of this name already."],
  "node.endpoint": ["INVALID", "Give the address that the certificates are for, too."],
  "node.used": ["CONFLICT", "There are servers on this node. Delete them first, or close the node."],
  "node.tier": ["FORBIDDEN", "Dedicated nodes need the Enterprise Portal. Raise the organisation’s portal tier first."],
  "node.foreign": [
    "CONFLICT",
    "Servers of other organisations are on this node. It can be dedicated once they are gone.",
  ],
  "node.cleanup": ["CONFLICT", "This node is dedicated to an organisation, which says itself how it’s cleaned."],
  "node.unknown": ["NOT_FOUND", "There is no such node, or it isn’t for you."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
