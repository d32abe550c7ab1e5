import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { completeTransfer, dueTransfers } from "@/lib/transfers/portal_operations";

const caller = systemCaller("transfer");

/** Completes the portal's transfers whose waiting time is over. Any number of processes may do this at once. */
export async function completeTransfers(): Promise<void> {
  for (const due of await dueTransfers(caller, {}))
    await completeTransfer(caller, due).catch((error: Error) =>
      // A failure must not hold up the others.
      log().warn({ error: error.message, transfer: due.transfer }, "a transfer couldn’t be completed"),
    );
}
