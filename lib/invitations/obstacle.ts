import { isBelow } from "@/lib/access";
import type { Reason } from "@/lib/errors";
import type { Invitation } from "@/lib/kernel/entry";

const ended = {
  accepted: "invitation.accepted",
  rejected: "invitation.rejected",
  revoked: "invitation.revoked",
  expired: "invitation.expired",
} as const satisfies Record<string, Reason>;

/** Why an invitation is no longer pending, or null if it is. */
export function endOf({ state }: Pick<Invitation, "state">): Reason | null {
  return state === "pending" ? null : ended[state];
}

/** Why nobody can use an invitation, or null if it works: the inviter's permission is checked again. */
export function obstacle(invitation: Invitation): Reason | null {
  const end = endOf(invitation);
  if (end) return end;
  const { inviter, role, organisation } = invitation;
  if (role.gone) return "invitation.roleGone";
  if (role.customRoleId && organisation.portalTier !== "enterprise") return "invitation.roleTier";
  const { permissions } = inviter ?? {};
  const may = permissions?.has("member.create") && isBelow(role.permissions, permissions);
  return may ? null : "invitation.inviterGone";
}
