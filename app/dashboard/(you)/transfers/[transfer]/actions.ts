"use server";

import { toAction } from "@/lib/doors/action/action";
import { acceptTransfer, declineTransfer } from "@/lib/transfers/answer_operations";

export const acceptTransferAction = toAction(acceptTransfer);
export const declineTransferAction = toAction(declineTransfer);
