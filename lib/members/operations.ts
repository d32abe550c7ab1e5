import type { Trx } from "@/db/client";
import { findWords } from "@/db/queries/member_words";
import { countOrganisationsOf, findMember, listMembersOf } from "@/db/queries/members";
import { listNarrowing, listNarrowings } from "@/db/queries/narrowings";
import { countRoles } from "@/db/queries/roles";
import type { Sight } from "@/db/queries/sight";
import { isBelow, permissionsOfRole, type Role } from "@/lib/access";
import { AppError } from "@/lib/errors";
import { organisationQuery } from "@/lib/kernel/kinds";
import { countMembersInput, listMembersInput, type MemberSort, oneMember } from "@/lib/members/schema";
import { fromCursor, idPattern, text, time, toPage } from "@/lib/paging";
import { sightOf } from "@/lib/projects/sight";
import { resolveRole } from "@/lib/roles/resolve";

/** The order of joining is the default: its page marks don't name it. */
const orderOf = (sort: MemberSort) => ({
  name: sort === "joined" ? undefined : sort,
  value: sort.endsWith("name") ? text : time,
});

/** The members. Only those who manage members see others' addresses and can search by them. */
export const listMembers = organisationQuery("member.list", {
  input: listMembersInput,
  token: "organisation",
  permission: "member.read",
  async run({ trx, organisation, actor }, { q, role, sort, limit, cursor }) {
    const seesAddresses = organisation.permissions.has("member.update");
    const byName = sort.endsWith("name");
    const order = orderOf(sort);
    const after = fromCursor<Date | string>(cursor, idPattern, order);
    const wantedRole = role === undefined ? undefined : await resolveRole(trx, organisation.id, role, "role");
    const words = q ? await findWords(trx, organisation.id, q, seesAddresses) : undefined;
    if (words === null) return { items: [], after: null };
    const rows = await listMembersOf(trx, organisation.id, {
      words,
      inAddresses: seesAddresses,
      role: wantedRole,
      by: byName ? "nameKey" : "joinedAt",
      backwards: sort.startsWith("-"),
      after,
      limit: limit + 1,
    });
    const placeOf = ({ joinedAt, nameKey, userId }: (typeof rows)[number]) => ({
      at: byName ? nameKey : joinedAt,
      id: userId,
    });
    const page = toPage(rows, limit, placeOf, order.name);
    const narrowed = page.items.filter((row) => row.narrowed && (seesAddresses || row.userId === actor.userId));
    const seen = await projectsOf(trx, sightOf(organisation, actor), narrowed);
    // Key by key: "the rest of the row" costs twenty times as much, and a page has up to two hundred.
    const items = page.items.map((row) => {
      const isSelf = row.userId === actor.userId;
      return {
        id: row.id,
        userId: row.userId,
        joinedAt: row.joinedAt,
        openedAt: row.openedAt,
        name: row.name,
        avatar: row.avatar,
        // Others' default organisation is private.
        isDefault: isSelf && row.isDefault === true,
        orgRole: row.role,
        email: seesAddresses || isSelf ? row.email : null,
        narrowed: seesAddresses || isSelf ? row.narrowed : null,
        hasSecondFactor: seesAddresses || isSelf ? Boolean(row.hasSecondFactor) : null,
        projects: seen.get(row.userId) ?? null,
        isSelf,
      };
    });
    return { ...page, items };
  },
});

/** The projects that each of these members is restricted to. Queries nothing if none of them is. */
async function projectsOf(trx: Trx, sight: Sight, members: { userId: string }[]) {
  const seen = new Map(members.map(({ userId }) => [userId, [] as { id: string; name: string }[]]));
  const rows = seen.size > 0 ? await listNarrowings(trx, sight, [...seen.keys()]) : [];
  for (const { userId, id, name } of rows) seen.get(userId)?.push({ id, name });
  return seen;
}

/** How many members have each built-in role; the list of roles has the numbers of custom ones. */
export const countMembers = organisationQuery("member.count", {
  input: countMembersInput,
  token: "organisation",
  permission: "member.read",
  run: async ({ trx, organisation }): Promise<Record<Role, number>> => countRoles(trx, organisation.id),
});

/** One member, with their permissions, and what the user may do about them. */
export const readMember = organisationQuery("member.readOne", {
  input: oneMember,
  token: "organisation",
  permission: "member.read",
  async run({ trx, organisation, actor }, { userId }) {
    const member = await findMember(trx, organisation.id, userId);
    if (!member) throw new AppError("unknown");
    const { permissions: own, role, email, isDefault, narrowed, hasSecondFactor, ...rest } = member;
    const permissions = permissionsOfRole(role, own);
    const isSelf = member.userId === actor.userId;
    const manages = organisation.permissions.has("member.update");
    const removes = organisation.permissions.has("member.delete");
    const above = !isSelf && role !== "owner" && isBelow(permissions, organisation.permissions);
    const mayChange = manages && above;
    return {
      ...rest,
      orgRole: role,
      email: manages || isSelf ? email : null,
      isSelf,
      isDefault: isSelf && isDefault === true,
      permissions: [...permissions],
      // Only a number, for programs of owners and admins; no page shows others' memberships.
      organisations:
        isSelf || ["owner", "admin"].includes(organisation.role)
          ? await countOrganisationsOf(trx, member.userId)
          : null,
      mayChange,
      mayRemove: removes && above,
      narrowed: manages || isSelf ? narrowed : null,
      hasSecondFactor: manages || isSelf ? Boolean(hasSecondFactor) : null,
      projects:
        narrowed && (manages || isSelf) ? await listNarrowing(trx, sightOf(organisation, actor), member.userId) : null,
      mayNarrow: mayChange && role !== "admin" && (narrowed || !organisation.narrowed),
    };
  },
});
