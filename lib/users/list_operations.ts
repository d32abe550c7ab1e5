import { findAdministered, listAllUsers, listMembershipsOf, userWords } from "@/db/queries/portal_users";
import { AppError } from "@/lib/errors";
import { portalQuery } from "@/lib/kernel/portal_kinds";
import { ownedOrganisations } from "@/lib/limits";
import { fromCursor, idPattern, type Order, text, time, toPage } from "@/lib/paging";
import { listUsersInput, oneUser, type UserSort } from "@/lib/users/schema";

const orders = {
  "-created": { value: time },
  created: { name: "created", value: time },
  name: { name: "name", value: text },
  "-name": { name: "-name", value: text },
} satisfies Record<UserSort, Order<never> | Order<Date> | Order<string>>;

/** All users of the portal, in pages, by the beginnings of words of their names and addresses, or by id. */
export const listUsers = portalQuery("user.list", {
  input: listUsersInput,
  async run({ trx }, { q, state, sort, limit, cursor }) {
    const order = orders[sort] as Order<Date | string>;
    const after = fromCursor(cursor, idPattern, order);
    const id = q && idPattern.test(q.toLowerCase()) ? q.toLowerCase() : undefined;
    const words = q && !id ? await userWords(trx, q) : undefined;
    if (words === null) return { items: [], after: null };
    const by = sort.endsWith("name") ? ("nameKey" as const) : ("createdAt" as const);
    const rows = await listAllUsers(trx, {
      ...{ words, id, state, by, after },
      backwards: sort.startsWith("-"),
      limit: limit + 1,
    });
    const page = toPage(rows, limit, (row) => ({ at: row[by], id: row.id }), order.name);
    const items = page.items.map(({ nameKey: _, organisationCount, emailVerifiedAt, ...row }) => ({
      ...row,
      verified: emailVerifiedAt !== null,
      organisationCount: Number(organisationCount),
    }));
    return { ...page, items };
  },
});

/** The most organisations that a user's page names. */
const mostNamed = 200;

/** One user: the account, its state, and where they are a member. */
export const readUser = portalQuery("user.read", {
  input: oneUser,
  async run({ trx }, { user: reference }) {
    const user = await findAdministered(trx, reference);
    if (!user) throw new AppError("account.unknown");
    const { sessionCount, tokenCount, emailVerifiedAt: verifiedAt, ...account } = user;
    return {
      ...account,
      verifiedAt,
      sessionCount: Number(sessionCount),
      tokenCount: Number(tokenCount),
      /** What applies while `ownedLimit` is null. */
      usualLimit: ownedOrganisations,
      organisations: await listMembershipsOf(trx, user.id, mostNamed),
    };
  },
});
