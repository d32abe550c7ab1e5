"use server";

import { toAction } from "@/lib/doors/action/action";
import { setSharedCleanup } from "@/lib/nodes/cleanup_operations";
import {
  assignNode,
  closeNode,
  drainNode,
  registerNode,
  removeNode,
  reopenNode,
  updateNode,
} from "@/lib/nodes/operations";

export const registerNodeAction = toAction(registerNode);
export const updateNodeAction = toAction(updateNode);
export const closeNodeAction = toAction(closeNode);
export const drainNodeAction = toAction(drainNode);
export const reopenNodeAction = toAction(reopenNode);
export const assignNodeAction = toAction(assignNode);
export const setSharedCleanupAction = toAction(setSharedCleanup);
export const removeNodeAction = toAction(removeNode);
