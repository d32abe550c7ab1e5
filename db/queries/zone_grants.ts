import { sql } from "kysely";
import type { Trx } from "@/db/client";

const columns = ["zoneGrants.id", "zoneGrants.name", "zoneGrants.createdAt", "handles.handle as grantee"] as const;

/** Grants below one of an organisation’s zones, with the current handle of each grantee. */
export async function listGrantsBelow(trx: Trx, organisationId: string, zone: string) {
  return trx
    .selectFrom("zoneGrants")
    .leftJoin("handles", (join) =>
      join.onRef("handles.organisationId", "=", "zoneGrants.granteeId").on("handles.heldUntil", "is", null),
    )
    .select(columns)
    .where("zoneGrants.organisationId", "=", organisationId)
    .where(sql<boolean>`right(zone_grants.name, length(${zone}) + 1) = '.' || ${zone}`)
    .orderBy("zoneGrants.name")
    .limit(1_000)
    .execute();
}

/** Exact only while the organisation is locked. */
export async function countGrantsOf(trx: Trx, organisationId: string): Promise<number> {
  const { all } = await trx
    .selectFrom("zoneGrants")
    .select(({ fn }) => fn.countAll<string>().as("all"))
    .where("organisationId", "=", organisationId)
    .executeTakeFirstOrThrow();
  return Number(all);
}
