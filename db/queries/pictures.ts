import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { compiledOnce } from "@/db/compiled";

interface Picture {
  name: string;
  large: Buffer;
  small: Buffer;
}

/** The bytes of the picture of this name, whoever has it; null when nobody does (any more). */
export async function openPicture(trx: Trx, name: string, size: 64 | 256): Promise<Buffer | null> {
  const { rows } = await sql<{ bytes: Buffer | null }>`select open_picture(${name}, ${size === 64}) as bytes`.execute(
    trx,
  );
  return rows[0]?.bytes ?? null;
}

/** Gives an organisation its picture, in place of the one before. Exact while the organisation is locked. */
export async function putOrganisationPicture(trx: Trx, organisationId: string, picture: Picture): Promise<void> {
  await trx
    .insertInto("pictures")
    .values({ organisationId, ...picture })
    .onConflict((conflict) => conflict.column("organisationId").doUpdateSet({ ...picture, createdAt: sql`now()` }))
    .execute();
  await trx.updateTable("organisations").set({ avatar: picture.name }).where("id", "=", organisationId).execute();
}

/** Gives a user theirs. */
export async function putUserPicture(trx: Trx, userId: string, picture: Picture): Promise<void> {
  await trx
    .insertInto("pictures")
    .values({ userId, ...picture })
    .onConflict((conflict) => conflict.column("userId").doUpdateSet({ ...picture, createdAt: sql`now()` }))
    .execute();
  await trx.updateTable("users").set({ avatar: picture.name }).where("id", "=", userId).execute();
}

/** The name that stands with the organisation goes with it. */
export async function deleteOrganisationPicture(trx: Trx, organisationId: string): Promise<void> {
  await trx.deleteFrom("pictures").where("organisationId", "=", organisationId).execute();
}

export async function deleteUserPicture(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom("pictures").where("userId", "=", userId).execute();
}

const lookOf = compiledOnce((db, { id }: { id: string }) =>
  db.selectFrom("organisations").select(["avatar", "logo", "logoFetched", "logoProblem"]).where("id", "=", id),
);

/** How an organisation looks: the name of its picture, and the address that it was given for one. */
export async function findLook(trx: Trx, organisationId: string) {
  const [look] = await lookOf(trx, { id: organisationId });
  return look ?? { avatar: null, logo: null, logoFetched: false, logoProblem: null };
}

/** The address from which an organisation’s picture is to come; null when it has its own. */
export async function setLogo(
  trx: Trx,
  organisationId: string,
  logo: { logo: string | null; logoFetched?: boolean; logoProblem?: string | null },
): Promise<void> {
  const row = { logoFetched: false, logoProblem: null, ...logo };
  await trx.updateTable("organisations").set(row).where("id", "=", organisationId).execute();
}

/** A picture’s large size, for a mail about the organisation in which the transaction stands. */
export async function findOrganisationPicture(trx: Trx, organisationId: string): Promise<Buffer | null> {
  const row = await trx
    .selectFrom("pictures")
    .select("large")
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
  return row?.large ?? null;
}
