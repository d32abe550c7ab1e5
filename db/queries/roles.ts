import { sql } from "kysely";
import type { Trx } from "@/db/client";

const columns = ["roles.id", "roles.name", "roles.permissions", "roles.held", "roles.createdAt"] as const;
const named = (name: string) => sql<boolean>`roles.name_key = folded(${name})`;

/** An organisation's custom roles by name, each with its number of members. */
export async function listRolesOf(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("roles")
    .select(columns)
    .where("roles.organisationId", "=", organisationId)
    .orderBy("roles.nameKey")
    .execute();
}

/** How many members have each built-in role, from stored counters instead of counting all. */
export async function countRoles(trx: Trx, organisationId: string) {
  const {
    memberCount,
    adminCount: admin,
    operatorCount: operator,
    viewerCount: viewer,
    held,
  } = await trx
    .selectFrom("organisations")
    .select(["memberCount", "adminCount", "operatorCount", "viewerCount"])
    .select(({ selectFrom }) =>
      selectFrom("roles")
        .select(({ fn }) => fn.sum<string | null>("held").as("held"))
        .where("roles.organisationId", "=", organisationId)
        .as("held"),
    )
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  const member = memberCount - 1 - admin - operator - viewer - Number(held);
  return { owner: 1, admin, operator, member, viewer };
}

/** One of an organisation's custom roles, however its name is written. */
export async function findRole(trx: Trx, organisationId: string, name: string) {
  return trx
    .selectFrom("roles")
    .select(columns)
    .where("roles.organisationId", "=", organisationId)
    .where(named(name))
    .executeTakeFirst();
}

export async function countRolesOf(trx: Trx, organisationId: string): Promise<number> {
  const { made } = await trx
    .selectFrom("roles")
    .select(({ fn }) => fn.countAll<string>().as("made"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(made);
}

interface NewRole {
  id: string;
  organisationId: string;
  name: string;
  permissions: string[];
}

/** @returns whether the name was free */
export async function insertRole(trx: Trx, row: NewRole): Promise<boolean> {
  const inserted = await trx
    .insertInto("roles")
    .values(row)
    .onConflict((conflict) => conflict.constraint("roles_name").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateRoleRow(
  trx: Trx,
  organisationId: string,
  id: string,
  change: { name: string; permissions: string[] },
): Promise<void> {
  await trx
    .updateTable("roles")
    .set(change)
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
}

export async function deleteRoleRow(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx.deleteFrom("roles").where("organisationId", "=", organisationId).where("id", "=", id).execute();
}

/** Whether it is the organisation's default role. */
export async function isUsualRole(trx: Trx, organisationId: string, id: string): Promise<boolean> {
  const usual = await trx
    .selectFrom("organisations")
    .select("id")
    .where("id", "=", organisationId)
    .where("defaultCustomRoleId", "=", id)
    .executeTakeFirst();
  return usual !== undefined;
}
