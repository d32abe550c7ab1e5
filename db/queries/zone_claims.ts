import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { zoneFails } from "@/db/queries/zone_checks";

const listed = [
  "zones.id",
  "zones.organisationId",
  "zones.name",
  "zones.state",
  "zones.served",
  "zones.recordCount",
  "zones.claimExpiresAt",
  "zones.createdAt",
  "organisations.handle as organisationHandle",
  "organisations.name as organisationName",
  zoneFails,
] as const;

interface Wanted {
  /** Part of the zone’s name or the organisation’s handle, in lower case. */
  words?: string;
  state?: "pending" | "active";
  after?: { at: string; id: string };
  limit: number;
}

/** Zones of the whole portal by name; several with the same name by id. For the portal’s scope. */
export async function listAllZones(trx: Trx, { words = "", state, after, limit }: Wanted) {
  let query = trx
    .selectFrom("zones")
    .innerJoin("organisations", "organisations.id", "zones.organisationId")
    .select(listed)
    .orderBy("zones.name")
    .orderBy("zones.id")
    .limit(limit);
  if (words)
    query = query.where(({ eb, or, fn, val }) =>
      or([
        eb(fn<number>("strpos", ["zones.name", val(words)]), ">", 0),
        eb(fn<number>("strpos", ["organisations.handle", val(words)]), ">", 0),
      ]),
    );
  if (state) query = query.where("zones.state", "=", state);
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("zones.name", "zones.id"), ">", tuple(after.at, after.id)),
    );
  return query.execute();
}

/** One zone of any organisation: by its id, or by its name and the organisation’s id or handle. For the portal’s scope. */
export async function findAnyZone(trx: Trx, zone: string, organisation?: string) {
  let query = trx
    .selectFrom("zones")
    .innerJoin("organisations", "organisations.id", "zones.organisationId")
    .select(listed);
  if (organisation === undefined) query = query.where(sql<string>`zones.id::text`, "=", zone);
  else
    query = query
      .where(({ eb, or }) => or([eb("zones.name", "=", zone), eb(sql<string>`zones.id::text`, "=", zone)]))
      .where(({ eb, or }) =>
        or([eb("organisations.handle", "=", organisation), eb(sql<string>`organisations.id::text`, "=", organisation)]),
      );
  return query.executeTakeFirst();
}

/** Takes the pending zones of organisations that aren’t deleted whose verification was checked longest ago, and marks them as checked now. For the portal’s scope. */
export async function takeClaims(trx: Trx, limit: number) {
  return trx
    .updateTable("zones")
    .set({ claimAskedAt: sql`now()` })
    .where("id", "in", (waiting) =>
      waiting
        .selectFrom("zones as waiting")
        .select("waiting.id")
        .where("waiting.state", "=", "pending")
        .where("waiting.claimExpiresAt", ">", sql<Date>`now()`)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("organisations")
                .whereRef("id", "=", "waiting.organisationId")
                .where("deletedAt", "is not", null),
            ),
          ),
        )
        .orderBy("waiting.claimAskedAt", (order) => order.asc().nullsFirst())
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "organisationId", "name", "claimToken", "claimLabel"])
    .execute();
}
