import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { dueHalts, endSuspension, haltServers } from "@/lib/organisations/suspension/operations";

const caller = systemCaller("suspension");

/** Ends suspensions whose time is over, and stops what still runs in halted organisations. */
export async function keepSuspensions(): Promise<void> {
  const { running, over } = await dueHalts(caller, {});
  for (const { id: organisationId } of over)
    await attempt(organisationId, () => endSuspension(caller, { organisationId }));
  for (const { id: organisationId } of running)
    await attempt(organisationId, () => haltServers(caller, { organisationId }));
}

async function attempt(organisationId: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: Error) =>
    // A failure must not hold up the others.
    log().warn({ error: error.message, organisationId }, "a suspension couldn’t be kept yet"),
  );
}
