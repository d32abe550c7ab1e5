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
    // Key by key: "the rest of the row" costs twenty times as much, and a page has up to two hundred.
    const items = page.items.map((row) => {
      const isSelf = row.userId === actor.userId;
      return {
        id: row.id,
        userId: row.userId,
        joinedAt: row.joinedAt,
        openedAt: row.openedAt,
        name: row.name,
        // Where others start is their own affair.
        isDefault: isSelf && row.isDefault === true,
        orgRole: row.role as Role,
        email: seesAddresses || isSelf ? row.email : null,
        isSelf,
      };
    });
    return { ...page, items };
  },
});
