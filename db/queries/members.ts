import { sql } from "kysely";
import type { Trx } from "@/db/client";

/** One page of members in the order in which they joined. The page is cut before names are joined: cheaper beneath the policy. */
export async function listMembersOf(
  trx: Trx,
  organisationId: string,
  { after, limit }: { after?: { at: Date; id: string }; limit: number },
) {
  return trx
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
    .orderBy("page.userId")
    .execute();
}

/** Whether an account with this address belongs to the organisation. */
export async function isMemberByEmail(trx: Trx, organisationId: string, email: string): Promise<boolean> {
  const row = await trx
    .selectFrom("users")
    .innerJoin("members", "members.userId", "users.id")
    .select("members.id")
    .where("users.email", "=", email)
    .where("members.organisationId", "=", organisationId)
    .executeTakeFirst();
  return row !== undefined;
}

/** A user's membership of the organisation with this id or handle, for the portal's scope. */
export async function findMembership(trx: Trx, userId: string, reference: string) {
  return trx
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisationId")
    .select(["members.organisationId", "members.role"])
    .where("members.userId", "=", userId)
    .where(({ eb, or }) =>
      or([eb("organisations.handle", "=", reference), eb(sql<string>`organisations.id::text`, "=", reference)]),
    )
    .executeTakeFirst();
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
