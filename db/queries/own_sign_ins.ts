import { sql } from "kysely";
import type { Trx } from "@/db/client";
import type { PortalTier } from "@/lib/limits";

interface Settings {
  issuer: string;
  clientId: string;
  secret: Buffer;
  joining: "members" | "ask" | "join";
  roleClaim: string | null;
  unmapped: "default" | "refuse";
}

/** The sign-in of an organisation’s own, with the secret sealed. */
export async function findOwnSignIn(trx: Trx, organisationId: string) {
  const row = await trx
    .selectFrom("ownSignIns")
    .select([
      "organisationId",
      "issuer",
      "clientId",
      "secret",
      "joining",
      "roleClaim",
      "unmapped",
      "createdAt",
      "updatedAt",
    ])
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
  return row && { ...row, joining: row.joining as Settings["joining"], unmapped: row.unmapped as Settings["unmapped"] };
}

export async function saveOwnSignIn(trx: Trx, organisationId: string, settings: Settings): Promise<void> {
  await trx
    .insertInto("ownSignIns")
    .values({ organisationId, ...settings })
    .onConflict((conflict) => conflict.column("organisationId").doUpdateSet({ ...settings, updatedAt: sql`now()` }))
    .execute();
}

/** @returns whether there was one */
export async function deleteOwnSignIn(trx: Trx, organisationId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("ownSignIns")
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export interface GivenRole {
  value: string;
  /** The value of the column `role`. */
  role: string;
  customRoleId: string | null;
}

/** Which value of the claim gives which role, the first that fits first. */
export async function listGivenRoles(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("ownSignInRoles as given")
    .leftJoin("roles", (join) =>
      join.onRef("roles.organisationId", "=", "given.organisationId").onRef("roles.id", "=", "given.customRoleId"),
    )
    .select(["given.value", "given.role", "given.customRoleId"])
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("given.role")).as("name"))
    .where("given.organisationId", "=", organisationId)
    .orderBy("given.place")
    .execute();
}

export async function replaceGivenRoles(trx: Trx, organisationId: string, roles: GivenRole[]): Promise<void> {
  await trx.deleteFrom("ownSignInRoles").where("organisationId", "=", organisationId).execute();
  if (roles.length > 0)
    await trx
      .insertInto("ownSignInRoles")
      .values(roles.map((role, index) => ({ ...role, organisationId, place: index + 1 })))
      .execute();
}

/** Sets whether only sessions of its own sign-in open the organisation. */
export async function setOwnSignInRequired(trx: Trx, organisationId: string, required: boolean): Promise<void> {
  await trx
    .updateTable("organisations")
    .set({ ownSignInRequired: required })
    .where("id", "=", organisationId)
    .execute();
}

export async function isOwnSignInRequired(trx: Trx, organisationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom("organisations")
    .select("ownSignInRequired")
    .where("id", "=", organisationId)
    .executeTakeFirst();
  return row?.ownSignInRequired === true;
}

/** Ends the sessions that began with the organisation’s own sign-in. */
export async function endConfinedSessions(trx: Trx, organisationId: string): Promise<void> {
  await trx.deleteFrom("sessions").where("confinedTo", "=", organisationId).execute();
}

const suspended = sql<boolean>`suspended_at is not null and (suspended_until is null or suspended_until > now())`;

/** The organisation whose scope was entered, as somebody comes in by its sign-in; undefined if it is deleted. */
export async function findEntered(trx: Trx, id: string) {
  return trx
    .selectFrom("organisations")
    .select(["id", "handle", "name"])
    .where("id", "=", id)
    .where("deletedAt", "is", null)
    .executeTakeFirst();
}

/** The same, locked: who joins and who is what there is decided under it. */
export async function lockEntered(trx: Trx, id: string) {
  const row = await trx
    .selectFrom("organisations")
    .select(["id", "handle", "name", "ownerId", "portalTier", "defaultRole", "defaultCustomRoleId"])
    .select(suspended.as("isSuspended"))
    .where("id", "=", id)
    .where("deletedAt", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { ...row, portalTier: row.portalTier as PortalTier };
}

/** What somebody is in the organisation that was entered; undefined if no member. */
export async function findPlace(trx: Trx, organisationId: string, userId: string) {
  return trx
    .selectFrom("members")
    .leftJoin("roles", (join) =>
      join.onRef("roles.organisationId", "=", "members.organisationId").onRef("roles.id", "=", "members.customRoleId"),
    )
    .select(["members.role", "members.customRoleId", "members.narrowed"])
    .select(({ fn, ref }) => fn.coalesce(ref("roles.name"), ref("members.role")).as("name"))
    .where("members.organisationId", "=", organisationId)
    .where("members.userId", "=", userId)
    .executeTakeFirst();
}

/** The name of a role as the rows refer to it. */
export async function nameOfRole(
  trx: Trx,
  organisationId: string,
  { role, customRoleId }: { role: string; customRoleId: string | null },
): Promise<string> {
  if (!customRoleId) return role;
  const row = await trx
    .selectFrom("roles")
    .select("name")
    .where("organisationId", "=", organisationId)
    .where("id", "=", customRoleId)
    .executeTakeFirst();
  return row?.name ?? role;
}
