import type { Sight } from "@/db/queries/sight";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";

/**
 * Which projects the user sees. Every query about projects, or about what is in them, takes it, so that none can forget it. That a
 * user is restricted is part of the standing, read after the lock; the query itself reads to which projects. So opening an
 * operation costs no more, and unrestricted users pay nothing at all.
 */
export const sightOf = (organisation: Organisation, { userId }: UserActor): Sight => ({
  organisationId: organisation.id,
  narrowedTo: organisation.narrowed ? userId : null,
});
