import { type SqlBool, sql } from "kysely";
import type { Trx } from "@/db/client";
import { pageAtMost } from "@/db/compiled";
import { limitsColumn, usesColumn } from "@/db/queries/limits";
import { poolColumn } from "@/db/queries/pools";
import { isHalted } from "@/db/queries/suspensions";

/** The columns that the list can be sorted by: each is the beginning of an index. */
type OrganisationOrder = "nameKey" | "createdAt" | "memberCount" | "serverCount";

interface Wanted {
  /** Searched for in names, handles and owners’ addresses; or an id. */
  words?: string;
  tier?: string;
  /** The owner’s id or address. */
  owner?: string;
  /** By default, all that aren’t deleted. */
  state?: "active" | "invited" | "suspended" | "deleted";
  by: OrganisationOrder;
  backwards: boolean;
  /** The end of the previous page. */
  after?: { at: string | number | Date; id: string };
  limit: number;
}

const columns = [
  "id",
  "handle",
  "name",
  "nameKey",
  "ownerId",
  "portalTier",
  "memberCount",
  "serverCount",
  "createdAt",
  "avatar",
  "deletedAt",
  "suspendedUntil",
] as const;

/** The reason of the suspension that is in force. */
const suspensionReason = sql<
  string | null
>`case when suspended_until is null or suspended_until > now() then suspension_reason end`.as("suspensionReason");
const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const awaitedOwner = sql<SqlBool>`owner_id in (select id from users where email_verified_at is null and password_hash is null)`;

function matching(words: string) {
  const lower = words.toLowerCase();
  const parts = [
    sql`strpos(handle, ${lower}) > 0`,
    sql`strpos(name_key, (select folded(${words}))) > 0`,
    ...(isId.test(lower) ? [sql`id = ${lower}::uuid`] : []),
    ...(words.includes("@") ? [sql`owner_id in (select id from users where strpos(email, ${lower}) > 0)`] : []),
  ];
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

/** A page, or one organisation: cut first, so that what is counted is counted for its rows only. */
function described(trx: Trx, cut: ReturnType<typeof cutOf>) {
  return trx
    .selectFrom(trx.selectFrom(cut.as("cut")).selectAll().limit(pageAtMost).as("organisations"))
    .innerJoin("users", "users.id", "organisations.ownerId")
    .selectAll("organisations")
    .select([poolColumn, limitsColumn, usesColumn])
    .select(["users.name as ownerName", "users.email as ownerEmail"])
    .select(sql<boolean>`users.email_verified_at is null and users.password_hash is null`.as("awaited"))
    .select(({ selectFrom, fn }) => [
      selectFrom("nodes")
        .select(fn.countAll<string>().as("count"))
        .whereRef("nodes.dedicatedTo", "=", "organisations.id")
        .as("dedicatedNodes"),
    ]);
}
const cutOf = (trx: Trx) => trx.selectFrom("organisations").select(columns).select(suspensionReason);

/** Organisations of the whole portal, each with what its portal tier limits. For the portal's scope. */
export async function listAllOrganisations(
  trx: Trx,
  { words = "", tier, owner, state, by, backwards, after, limit }: Wanted,
) {
  const direction = backwards ? "desc" : "asc";
  let page = cutOf(trx).orderBy(by, direction).orderBy("id", direction).limit(limit);
  if (words) page = page.where(matching(words));
  if (tier) page = page.where("portalTier", "=", tier);
  if (owner)
    page = isId.test(owner)
      ? page.where("ownerId", "=", owner)
      : page.where("ownerId", "in", ({ selectFrom }) => selectFrom("users").select("id").where("email", "=", owner));
  page = page.where("deletedAt", state === "deleted" ? "is not" : "is", null);
  if (state === "active") page = page.where(sql<SqlBool>`not ${awaitedOwner}`).where(sql<SqlBool>`not ${isHalted}`);
  if (state === "invited") page = page.where(awaitedOwner);
  if (state === "suspended") page = page.where(isHalted);
  if (after)
    page = page.where(({ eb, refTuple, tuple }) =>
      eb(refTuple(by, "id"), backwards ? "<" : ">", tuple(after.at as string, after.id) as never),
    );
  return described(trx, page)
    .orderBy(`organisations.${by}`, direction)
    .orderBy("organisations.id", direction)
    .execute();
}

/** One of them, by its id or handle. */
export async function findAnyOrganisation(trx: Trx, reference: string) {
  const one = cutOf(trx).where((eb) =>
    isId.test(reference) ? eb("id", "=", reference) : eb("handle", "=", reference),
  );
  return described(trx, one).executeTakeFirst();
}
