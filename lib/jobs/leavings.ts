import { systemCaller } from "@/lib/kernel/actor";
import { dueLeavings, endOwned, forgetAccount } from "@/lib/leaving/purge_operations";
import { log } from "@/lib/log";

const caller = systemCaller("leaving");

/** Deletes the accounts of those who left, once their time is over. Any number of processes may do this at once: the lock on its row orders them. */
export async function forgetAccounts(): Promise<void> {
  for (const one of await dueLeavings(caller, {})) {
    try {
      let state = await endOwned(caller, one);
      while (state.ended) state = await endOwned(caller, one);
      // Their organisations are purged first: a node that can't be reached delays the rest, and loses nothing.
      if (state.left === 0) await forgetAccount(caller, one);
    } catch (error) {
      // A failure must not hold up the others.
      log().warn({ error: (error as Error).message, ...one }, "an account couldn’t be deleted yet");
    }
  }
}
