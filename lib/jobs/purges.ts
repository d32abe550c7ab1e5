import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { beginPurge, duePurges, purgeStep } from "@/lib/organisations/deletion/purge_operations";
import { tearDownServers } from "@/lib/servers/removal_operations";

const caller = systemCaller("purge");

/** Purges deleted organisations whose time is over. Any number of processes may do this at once: the lock on its row orders them. */
export async function purgeOrganisations(): Promise<void> {
  for (const { organisationId } of await duePurges(caller, {})) {
    try {
      if (!(await beginPurge(caller, { organisationId }))) continue;
      // Their nodes remove them first; one that can’t be reached delays the rest, and loses nothing.
      const { left } = await tearDownServers(caller, { organisationId });
      while (left === 0 && (await purgeStep(caller, { organisationId })));
    } catch (error) {
      // A failure must not hold up the others.
      log().warn({ error: (error as Error).message, organisationId }, "an organisation couldn’t be purged yet");
    }
  }
}
