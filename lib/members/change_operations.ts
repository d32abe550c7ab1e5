import { endPendingTo } from "@/db/queries/invitations";
import { deleteMember, setMemberRole } from "@/db/queries/members";
import { setNarrowing } from "@/db/queries/narrowings";
import { findUserByEmail } from "@/db/queries/users";
import { roleName } from "@/lib/access";
import { env } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { bringIn } from "@/lib/members/bring_in";
import { requireManageable } from "@/lib/members/manageable";
import { addMemberInput, changeRoleInput, oneMember } from "@/lib/members/schema";
import { notify } from "@/lib/notifications/notify";
import { inOrganisation } from "@/lib/organisations/schema";
import { grantableRole } from "@/lib/roles/resolve";

/** Changes a member's role from their next request, also for their tokens. */
export const changeRole = organisationCommand("member.changeRole", {
  did: "changed the role of",
  event: "member.roleChanged",
  input: changeRoleInput,
  token: "organisation",
  permission: "member.update",
  lock: "member",
  async run({ trx, organisation, actor, audit, enqueue }, { userId: id, orgRole }) {
    const member = await requireManageable(trx, organisation, actor, id, "member.ownRole");
    const { userId, name, role: before } = member;
    if (orgRole.toLowerCase() === "owner") throw fieldError("member.owner", "orgRole");
    const role = await grantableRole(trx, organisation, orgRole, "orgRole");
    const lifted = member.narrowed && role.role === "admin";
    if (role.name !== before) {
      // Admins see everything; a restriction doesn't return when they lose the role.
      if (lifted) await setNarrowing(trx, organisation.id, userId, null);
      await setMemberRole(trx, organisation.id, userId, role);
      const news = { kind: "role", userId, role: role.name, formerRole: before } as const;
      await notify({ trx, enqueue, organisation, actor }, news);
    }
    audit(
      role.name === before
        ? null
        : {
            target: { id: userId, name },
            before: { role: roleName(before), ...(lifted && { projects: "some" }) },
            after: { role: roleName(role.name), ...(lifted && { projects: "all" }) },
          },
    );
    return { userId, orgRole: role.name };
  },
});

/** Ends somebody's membership and their tokens here. The account and its other organisations stay as they are. */
export const removeMember = organisationCommand("member.remove", {
  did: "removed",
  event: "member.removed",
  input: oneMember,
  token: "organisation",
  permission: "member.delete",
  lock: "member",
  async run({ trx, organisation, actor, audit, enqueue }, { userId: id }) {
    const { userId, name, email, role } = await requireManageable(trx, organisation, actor, id, "member.self");
    await deleteMember(trx, organisation.id, userId);
    await endPendingTo(trx, organisation.id, email, "revoked");
    await notify({ trx, enqueue, organisation, actor }, { kind: "removed", userId, formerRole: role });
    audit({ target: { id: userId, name }, before: { role: roleName(role) } });
    return { userId, name };
  },
});

/** Leaves the organisation. The owner must transfer it first. */
export const leaveOrganisation = organisationCommand("member.leave", {
  did: "left as",
  event: "member.left",
  input: inOrganisation,
  token: "never",
  permission: "membership",
  whileSuspended: true,
  withoutSecondFactor: true,
  lock: "member",
  async run({ trx, organisation, actor, audit }) {
    if (organisation.role === "owner") throw new AppError("member.ownerStays");
    await deleteMember(trx, organisation.id, actor.userId);
    audit({ target: { id: actor.userId, name: actor.name }, before: { role: roleName(organisation.role) } });
    return { name: organisation.name };
  },
});

/** Adds an existing user by their exact address, without asking. They can leave. */
export const addMember = organisationCommand("member.add", {
  did: "added",
  event: "member.joined",
  input: addMemberInput,
  token: "organisation",
  permission: "member.create",
  // It reveals whether an address has an account: few attempts reveal little.
  limits: [{ points: 10, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, { email, orgRole = organisation.defaultRole }) {
    if (env().DIRECT_ADD === "portal" && !actor.portalAdmin) throw new AppError("member.addClosed");
    const role = await grantableRole(trx, organisation, orgRole, "orgRole");
    const user = await findUserByEmail(trx, email);
    if (!user?.emailVerifiedAt || user.disabledAt) throw fieldError("member.unknown", "email");
    const added = await bringIn({ trx, enqueue, organisation, actor }, { id: user.id, email }, role);
    if (!added) throw fieldError("member.known", "email");
    audit({ target: { id: user.id, name: user.name }, after: { role: roleName(role.name) } });
    return { userId: user.id, name: user.name, email, orgRole: role.name };
  },
});
