import type { Trx } from "@/db/client";
import { findMember } from "@/db/queries/members";
import { permissionsOfRole } from "@/lib/access";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import { type Organisation, requireBelow } from "@/lib/kernel/entry";

/** Another member whose role is below the user's own. @throws NOT_FOUND, or FORBIDDEN with the reason */
export async function requireManageable(
  trx: Trx,
  organisation: Organisation,
  actor: UserActor,
  id: string,
  self: "member.ownRole" | "member.ownLimit" | "member.self",
) {
  const member = await findMember(trx, organisation.id, id);
  if (!member) throw new AppError("unknown");
  if (member.userId === actor.userId) throw new AppError(self);
  if (member.role === "owner") throw new AppError("member.owner");
  requireBelow(organisation, permissionsOfRole(member.role, member.permissions), () => new AppError("member.ceiling"));
  return member;
}
