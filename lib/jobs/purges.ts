import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { duePurges, purgeStep } from "@/lib/organisations/purge_operations";

const caller = systemCaller("purge");

/** Purges deleted organisations whose time is over. Any number of processes may do this at once: the lock on its row orders them. */
export async function purgeOrganisations(): Promise<void> {
  for (const { organisationId } of await duePurges(caller, {})) {
    try {
      while ((await purgeStep(caller, { organisationId })) === "again");
    } catch (error) {
      // A failure must not hold up the others.
      log().warn({ error: (error as Error).message, organisationId }, "an organisation couldn’t be purged yet");
    }
  }
}
