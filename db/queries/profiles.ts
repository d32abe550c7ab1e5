import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

const profileOf = compiledOnce((db, { id }: { id: string }) =>
  db.selectFrom("users").select(["id", "name", "email", "avatar"]).where("id", "=", id),
);

/** What somebody shows of themselves. */
export async function findProfile(trx: Trx, userId: string) {
  const [profile] = await profileOf(trx, { id: userId });
  return profile;
}

/** The name of somebody’s picture; exact while their row is locked. */
export async function findAvatar(trx: Trx, userId: string): Promise<string | null> {
  return (await findProfile(trx, userId))?.avatar ?? null;
}
