import type { Db, Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

interface Page {
  organisationId: string;
  limit: number;
}
const pageOf = (db: Db, { organisationId, limit }: Page, after?: { at: Date; id: string }) =>
  db
    .selectFrom(({ selectFrom }) => {
      let page = selectFrom("members")
        .select(["id", "userId", "role", "joinedAt", "openedAt"])
        .where("organisationId", "=", organisationId);
      if (after)
        page = page.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("joinedAt", "userId"), ">", tuple(after.at, after.id)),
        );
      return page.orderBy("joinedAt").orderBy("userId").limit(limit).as("page");
    })
    .innerJoin("users", "users.id", "page.userId")
    .select(["page.id", "page.userId", "page.role", "page.joinedAt", "page.openedAt", "users.name", "users.email"])
    .select(({ eb, ref }) =>
      eb(ref("users.defaultOrganisationId"), "is not distinct from", organisationId).as("isDefault"),
    )
    .orderBy("page.joinedAt")
    .orderBy("page.userId");
const firstPage = compiledOnce((db, page: Page) => pageOf(db, page));
const pageAfter = compiledOnce((db, { organisationId, limit, at, id }: Page & { at: Date; id: string }) =>
  pageOf(db, { organisationId, limit }, { at, id }),
);

/** One page of members in the order in which they joined. The page is cut before names are joined: cheaper beneath the policy. */
export async function listMembersOf(
  trx: Trx,
  organisationId: string,
  { after, limit }: { after?: { at: Date; id: string }; limit: number },
) {
  return after ? pageAfter(trx, { organisationId, limit, ...after }) : firstPage(trx, { organisationId, limit });
}

/** @returns whether the membership is new */
export async function insertMember(
  trx: Trx,
  row: { organisationId: string; userId: string; role: string },
): Promise<boolean> {
  const inserted = await trx
    .insertInto("members")
    .values(row)
    .onConflict((conflict) => conflict.columns(["organisationId", "userId"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function countMemberships(trx: Trx, userId: string): Promise<number> {
  const { memberships } = await trx
    .selectFrom("members")
    .select(({ fn }) => fn.countAll<string>().as("memberships"))
    .where("userId", "=", userId)
    .executeTakeFirstOrThrow();
  return Number(memberships);
}
