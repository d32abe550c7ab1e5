import { endPendingTo } from "@/db/queries/invitations";
import { insertMember } from "@/db/queries/members";
import { copyNarrowing } from "@/db/queries/narrowings";
import type { UserActor } from "@/lib/kernel/actor";
import { notify } from "@/lib/notifications/notify";
import type { ResolvedRole } from "@/lib/roles/resolve";

type Tools = Parameters<typeof notify>[0] & { actor: Pick<UserActor, "userId"> };

/**
 * Makes somebody a member because another member decides it: they see no more than that member does, their invitations
 * are over, and they are told.
 * @returns whether they weren't one yet; if they were, nothing is changed
 */
export async function bringIn(tools: Tools, user: { id: string; email: string }, role: ResolvedRole): Promise<boolean> {
  const { trx, organisation, actor } = tools;
  const row = { organisationId: organisation.id, userId: user.id, role: role.role, customRoleId: role.customRoleId };
  if (!(await insertMember(trx, row))) return false;
  await copyNarrowing(trx, organisation.id, actor.userId, user.id);
  await endPendingTo(trx, organisation.id, user.email, "accepted");
  await notify(tools, { kind: "added", userId: user.id, role: role.name });
  return true;
}
