import { countRoles, listMembersOf } from "@/db/queries/members";
import type { Role } from "@/lib/access";
import { organisationQuery } from "@/lib/kinds";
import { countMembersInput, listMembersInput, type MemberSort } from "@/lib/members/schema";
import { fromCursor, idPattern, text, time, toPage } from "@/lib/paging";

/** The order in which they joined is the list's own: its marks don't name it. */
const orderOf = (sort: MemberSort) => ({
  name: sort === "joined" ? undefined : sort,
  value: sort.endsWith("name") ? text : time,
});

/** Who belongs here. Others' addresses, and finding people by them, only for those who manage members. */
export const listMembers = organisationQuery("member.list", {
  input: listMembersInput,
  token: "organisation",
  permission: "member.read",
  async run({ trx, organisation, actor }, { q, role, sort, limit, cursor }) {
    const seesAddresses = organisation.permissions.has("member.update");
    const byName = sort.endsWith("name");
    const order = orderOf(sort);
    const rows = await listMembersOf(trx, organisation.id, {
      words: q,
      inAddresses: seesAddresses,
      role,
      by: byName ? "nameKey" : "joinedAt",
      backwards: sort.startsWith("-"),
      after: fromCursor<Date | string>(cursor, idPattern, order),
      limit: limit + 1,
    });
    const placeOf = ({ joinedAt, nameKey, userId }: (typeof rows)[number]) => ({
      at: byName ? nameKey : joinedAt,
      id: userId,
    });
    const page = toPage(rows, limit, placeOf, order.name);
    const items = page.items.map(({ role, email, isDefault, nameKey: _, ...row }) => ({
      ...row,
      // Where others start is their own affair.
      isDefault: row.userId === actor.userId && isDefault === true,
      orgRole: role as Role,
      email: seesAddresses || row.userId === actor.userId ? email : null,
      isSelf: row.userId === actor.userId,
    }));
    return { ...page, items };
  },
});

/** How many there are of each role. */
export const countMembers = organisationQuery("member.count", {
  input: countMembersInput,
  token: "organisation",
  permission: "member.read",
  run: async ({ trx, organisation }): Promise<Record<Role, number>> => ({
    owner: 0,
    admin: 0,
    member: 0,
    ...Object.fromEntries((await countRoles(trx, organisation.id)).map(({ role, count }) => [role, Number(count)])),
  }),
});
