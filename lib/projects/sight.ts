import type { Sight } from "@/db/queries/sight";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";

/**
 * What the one who asks sees of the projects. Every query about projects, or about what is in them, takes it, so that none can be
 * written that forgets to ask. That somebody is narrowed is part of the standing, read after the lock; to what, the query reads
 * itself: so the opening of every operation costs what it did, and who isn't narrowed pays nothing at all.
 */
export const sightOf = (organisation: Organisation, { userId }: UserActor): Sight => ({
  organisationId: organisation.id,
  narrowedTo: organisation.narrowed ? userId : null,
});
