"use server";

import { undoAddressChange } from "@/lib/accounts/undo_operations";
import { toAction } from "@/lib/doors/action/action";

// The page would find its link used up, instead of showing what was done.
export const undoAddressChangeAction = toAction(undoAddressChange, { quiet: true });
