import { sql } from "kysely";
import type { Trx } from "@/db/client";

const columns = ["roles.id", "roles.name", "roles.permissions", "roles.createdAt"] as const;
const named = (name: string) => sql<boolean>`roles.name_key = folded(${name})`;

/** An organisation's own roles by name, each with how many hold it. */
export async function listRolesOf(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("roles")
    .select(columns)
    .select(({ selectFrom }) =>
      selectFrom("members")
        .select(({ fn }) => fn.countAll<string>().as("held"))
        .where("members.organisationId", "=", organisationId)
        .whereRef("members.customRoleId", "=", "roles.id")
        .as("held"),
    )
    .where("roles.organisationId", "=", organisationId)
    .orderBy("roles.nameKey")
    .execute();
}

/** One of an organisation's own, however its name is written. */
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

/** Who stands in the way of deleting it: members who hold it, and the organisation whose usual role it is. */
export async function usesOfRole(trx: Trx, organisationId: string, id: string) {
  const { members } = await trx
    .selectFrom("members")
    .select(({ fn }) => fn.countAll<string>().as("members"))
    .where("organisationId", "=", organisationId)
    .where("customRoleId", "=", id)
    .executeTakeFirstOrThrow();
  const usual = await trx
    .selectFrom("organisations")
    .select("id")
    .where("id", "=", organisationId)
    .where("defaultCustomRoleId", "=", id)
    .executeTakeFirst();
  return { members: Number(members), isDefault: usual !== undefined };
}
