import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

interface Picture {
  name: string;
  large: Buffer;
  small: Buffer;
}

/** The bytes of the avatar with this name, whoever it belongs to; null if nobody has it (any more). */
export async function openPicture(trx: Trx, name: string, size: 64 | 256): Promise<Buffer | null> {
  const { rows } = await sql<{ bytes: Buffer | null }>`select open_picture(${name}, ${size === 64}) as bytes`.execute(
    trx,
  );
  return rows[0]?.bytes ?? null;
}

/** Sets an organisation's avatar, replacing the previous one. Exact while the organisation is locked. */
export async function putOrganisationPicture(trx: Trx, organisationId: string, picture: Picture): Promise<void> {
  await trx
    .insertInto("pictures")
    .values({ organisationId, ...picture })
    .onConflict((conflict) => conflict.column("organisationId").doUpdateSet({ ...picture, createdAt: sql`now()` }))
    .execute();
  await trx.updateTable("organisations").set({ avatar: picture.name }).where("id", "=", organisationId).execute();
}

/** Sets a user's avatar. */
export async function putUserPicture(trx: Trx, userId: string, picture: Picture): Promise<void> {
  await trx
    .insertInto("pictures")
    .values({ userId, ...picture })
    .onConflict((conflict) => conflict.column("userId").doUpdateSet({ ...picture, createdAt: sql`now()` }))
    .execute();
  await trx.updateTable("users").set({ avatar: picture.name }).where("id", "=", userId).execute();
}

/** The organisation's reference to it is removed, too. */
export async function deleteOrganisationPicture(trx: Trx, organisationId: string): Promise<void> {
  await trx.deleteFrom("pictures").where("organisationId", "=", organisationId).execute();
}

export async function deleteUserPicture(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("pictures").where("userId", "=", userId).execute();
}

const lookOf = compiledOnce((db, { id }: { id: string }) =>
  db.selectFrom("organisations").select(["avatar", "logo", "logoFetched", "logoProblem"]).where("id", "=", id),
);

/** How an organisation looks: the name of its avatar, and the address set for one. */
export async function findLook(trx: Trx, organisationId: string) {
  const [look] = await lookOf(trx, { id: organisationId });
  return look ?? { avatar: null, logo: null, logoFetched: false, logoProblem: null };
}

/** Sets the address from which to fetch an organisation’s avatar; null if it has an uploaded one. */
export async function setLogo(
  trx: Trx,
  organisationId: string,
  logo: { logo: string | null; logoFetched?: boolean; logoProblem?: string | null },
): Promise<void> {
  const row = { logoFetched: false, logoProblem: null, ...logo };
  await trx.updateTable("organisations").set(row).where("id", "=", organisationId).execute();
}

/** The large size of the avatar of the transaction's organisation, for an e-mail about it. */
export async function findOrganisationPicture(trx: Trx, organisationId: string): Promise<Buffer | null> {
  const row = await trx
    .selectFrom("pictures")
    .select("large")
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
  return row?.large ?? null;
}
