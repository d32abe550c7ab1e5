import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

const profileOf = compiledOnce((db, { id }: { id: string }) =>
  db.selectFrom("users").select(["id", "name", "email", "avatar"]).where("id", "=", id),
);

/** What a user shows of themselves. */
export async function findProfile(trx: Trx, userId: string) {
  const [profile] = await profileOf(trx, { id: userId });
  return profile;
}

/** The name of a user’s avatar; exact while their row is locked. */
export async function findAvatar(trx: Trx, userId: string): Promise<string | null> {
  return (await findProfile(trx, userId))?.avatar ?? null;
}

/** The avatars of those of these users who are members: former members have none in the log. */
export async function facesOf(trx: Trx, organisationId: string, userIds: string[]): Promise<Record<string, string>> {
  if (userIds.length === 0) return {};
  const rows = await trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.userId")
    .select(["users.id", "users.avatar"])
    .where("members.organisationId", "=", organisationId)
    .where("members.userId", "in", userIds)
    .where("users.avatar", "is not", null)
    .execute();
  return Object.fromEntries(rows.map(({ id, avatar }) => [id, avatar ?? ""]));
}

/** The hash to compare a re-entered password with; null if there is none. */
export async function findPasswordHash(trx: Trx, userId: string): Promise<string | null> {
  const user = await trx.selectFrom("users").select("passwordHash").where("id", "=", userId).executeTakeFirst();
  return user?.passwordHash ?? null;
}

export async function setName(trx: Trx, userId: string, name: string): Promise<void> {
  await trx.updateTable("users").set({ name }).where("id", "=", userId).execute();
}
