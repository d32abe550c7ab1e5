import {
  changeRoleAction,
  listProjectsAction,
  narrowMemberAction,
  readMemberAction,
  removeMemberAction,
} from "@/app/dashboard/organisations/[handle]/members/actions";
import type { openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { rolesOf, rolesToGive } from "@/app/dashboard/organisations/[handle]/roles/roles-to-give";
import type { Manageable, ManagedMember, ManagedPlace } from "@/components/members/actions";
import type { ListedMember } from "@/components/members/member-table";
import { isBelow } from "@/lib/access";

type Opened = Awaited<ReturnType<typeof openOrganisation>>;

/** The data of the members' menus, and which members have one; the operation checks again. */
export async function memberPlace(organisation: Opened) {
  const { id, name, permissions, may, narrowed: isNarrowed } = organisation;
  const known = new Map((await rolesOf(organisation)).map((role) => [role.name, role.permissions]));
  const own = new Set(permissions);
  const place: ManagedPlace = {
    organisation: id,
    name,
    roles: (await rolesToGive(organisation)).map((role) => ({ name: role.name, permissions: role.permissions })),
    seesAll: !isNarrowed,
    projectsHref: may("project.create") ? `${organisation.base}/projects?new=1` : undefined,
    actions: {
      changeRole: changeRoleAction,
      narrow: narrowMemberAction,
      projects: listProjectsAction,
      read: readMemberAction,
      remove: removeMemberAction,
    },
  };
  const about = ({
    userId,
    name: person,
    avatar,
    orgRole,
    isSelf,
    narrowed,
  }: ListedMember): (Manageable & { member: ManagedMember }) | null => {
    const allows = known.get(orgRole) ?? null;
    // The viewer may not see this role, so the operation decides whether it is below their own.
    if (isSelf || orgRole === "owner" || (allows && !isBelow(new Set(allows), own))) return null;
    const [mayChange, mayRemove] = [may("member.update"), may("member.delete")];
    if (!mayChange && !mayRemove) return null;
    const mayNarrow = mayChange && may("project.read") && orgRole !== "admin" && (narrowed || !isNarrowed);
    return { mayChange, mayRemove, mayNarrow, member: { userId, name: person, avatar, orgRole, permissions: allows } };
  };
  return { place, about };
}
