import { sql } from "kysely";
import type { Trx } from "@/db/client";
import { limitsColumn, usesColumn } from "@/db/queries/limits";
import { poolColumn } from "@/db/queries/pools";

interface Wanted {
  /** Searched for in names and handles. */
  words?: string;
  tier?: string;
  /** The last handle of the previous page. */
  after?: string;
  limit: number;
}

/** Organisations of the whole portal by handle, each with what its portal tier limits. For the portal's scope. */
export async function listAllOrganisations(trx: Trx, { words = "", tier, after, limit }: Wanted) {
  return trx
    .selectFrom(({ selectFrom }) => {
      // The page first, so that the counts below are only for its rows.
      let page = selectFrom("organisations")
        .select(["id", "handle", "name", "ownerId", "portalTier", "memberCount", "serverCount", "createdAt", "avatar"])
        .orderBy("handle")
        .limit(limit);
      if (words)
        page = page.where(({ eb, or, fn, val }) =>
          or([
            eb(fn<number>("strpos", ["organisations.handle", val(words.toLowerCase())]), ">", 0),
            sql<boolean>`strpos(folded(organisations.name), (select folded(${words}))) > 0`,
          ]),
        );
      if (tier) page = page.where("portalTier", "=", tier);
      if (after !== undefined) page = page.where("handle", ">", after);
      return page.as("organisations");
    })
    .innerJoin("users", "users.id", "organisations.ownerId")
    .selectAll("organisations")
    .select([poolColumn, limitsColumn, usesColumn])
    .select(["users.name as ownerName", "users.email as ownerEmail"])
    .select(({ selectFrom, fn }) => [
      selectFrom("nodes")
        .select(fn.countAll<string>().as("count"))
        .whereRef("nodes.dedicatedTo", "=", "organisations.id")
        .as("dedicatedNodes"),
    ])
    .orderBy("organisations.handle")
    .execute();
}
