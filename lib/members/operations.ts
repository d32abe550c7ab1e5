import { listMembersOf } from "@/db/queries/members";
import type { Role } from "@/lib/access";
import { organisationQuery } from "@/lib/kinds";
import { listMembersInput } from "@/lib/members/schema";
import { fromCursor, idPattern, toPage } from "@/lib/paging";

/** Who belongs here, in the order in which they joined. Others' addresses only for those who manage members. */
export const listMembers = organisationQuery("member.list", {
  input: listMembersInput,
  token: "organisation",
  permission: "member.read",
  async run({ trx, organisation, actor }, { limit, cursor }) {
    const rows = await listMembersOf(trx, organisation.id, { after: fromCursor(cursor, idPattern), limit: limit + 1 });
    const seesAddresses = organisation.permissions.has("member.update");
    const page = toPage(rows, limit, ({ joinedAt, userId }) => ({ at: joinedAt, id: userId }));
    const items = page.items.map(({ role, email, isDefault, ...row }) => ({
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
