import { sql } from "kysely";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool, type Trx } from "@/db/client";
import { env } from "@/lib/env";

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

const limiters = new Map<string, RateLimiterPostgres>();

function limiter(points: number, seconds: number): RateLimiterPostgres {
  const key = `${points}/${seconds}`;
  let found = limiters.get(key);
  if (!found) {
    found = new RateLimiterPostgres({
      // The pool is looked up on each use, and the statement's name is dropped where a pooler can't keep it.
      storeClient: {
        query: ({ name, ...query }: Statement) =>
          pool().query(env().DATABASE_PREPARE === "on" ? { name, ...query } : query),
      },
      storeType: "pool",
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: key,
      points,
      duration: seconds,
    });
    limiters.set(key, found);
  }
  return found;
}

/**
 * Spends a point, outside any transaction. @returns null, or the seconds to wait if none was left
 * @param about whom it is about, where the key doesn't say it: noted when it first refuses
 */
export async function consume(
  key: string,
  points: number,
  seconds: number,
  about: string | null,
): Promise<number | null> {
  try {
    await limiter(points, seconds).consume(key);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    if (about !== null && error.consumedPoints === points + 1)
      await pool().query("update rate_limits set about = $2 where key = $1", [`${points}/${seconds}:${key}`, about]);
    return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
  }
}

/** Gives back a point outside any transaction. */
export async function refund(key: string, points: number, seconds: number): Promise<void> {
  await pool().query("update rate_limits set points = greatest(points - 1, 0) where key = $1", [
    `${points}/${seconds}:${key}`,
  ]);
}

/** Gives back a point that the present call spent, with its commit: so a limit counts only calls that failed. */
export async function giveBack(trx: Trx, key: string, points: number, seconds: number): Promise<void> {
  await trx
    .updateTable("rateLimits")
    .set({ points: sql`greatest(points - 1, 0)` })
    .where("key", "=", `${points}/${seconds}:${key}`)
    .execute();
}

/** The form of a key: points/seconds:operation:kind:subject. */
const part = (place: number) => sql`split_part(key, ':', ${sql.lit(place)})`;
const most = sql`split_part(key, '/', 1)::int`;
const presentMs = sql`(extract(epoch from now()) * 1000)::bigint`;

/** Counts notes in the log, and refuses nobody. */
const notes = sql.lit("refused");

export interface RateRow {
  id: string;
  operation: string;
  kind: "user" | "address" | "field";
  /** The address, for those that count by it. */
  subject: string;
  about: string | null;
  points: number;
  most: number;
  seconds: number;
  /** In milliseconds, as the page mark needs it. */
  expire: number;
  userId: string | null;
  userName: string | null;
  userEmail: string | null;
}

/** The limits that match, with the account that each counts. */
const found = (condition: ReturnType<typeof sql>, rest: ReturnType<typeof sql>) => sql<RateRow>`
  select page.*, users.id as user_id, users.name as user_name, users.email as user_email
  from (
    select md5(key) as id, ${part(2)} as operation, ${part(3)} as kind,
      substr(key, length(${part(1)} || ${part(2)} || ${part(3)}) + 4) as subject, about, points, ${most} as most,
      split_part(${part(1)}, '/', 2)::int as seconds, expire::float8 as expire
    from rate_limits where expire > ${presentMs} and points > ${most}
      and ${part(2)} <> ${notes} and ${condition} ${rest}
  ) page
  left join users on users.id = case when page.kind = 'user' then page.subject::uuid end
  order by page.expire desc, page.id desc`;

/** The limits that have refused somebody and still do, those that last longest first. */
export async function listRateRows(
  trx: Trx,
  { after, limit }: { after?: { at: number; id: string }; limit: number },
): Promise<RateRow[]> {
  const later = after ? sql`(expire, md5(key)) < (${after.at}::bigint, ${after.id})` : sql`true`;
  const { rows } = await found(later, sql`order by expire desc, md5(key) desc limit ${limit}`).execute(trx);
  return rows;
}

export async function findRate(trx: Trx, id: string): Promise<RateRow | undefined> {
  const { rows } = await found(sql`md5(key) = ${id}`, sql``).execute(trx);
  return rows[0];
}

/** Starts the count again. */
export async function liftRateRow(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("rateLimits").where(sql<string>`md5(key)`, "=", id).execute();
}

/** Deletes counts whose time is over, and with them the names and addresses in them. */
export async function sweepRates(trx: Trx): Promise<void> {
  await trx.deleteFrom("rateLimits").where("expire", "<", sql<string>`${presentMs}`).execute();
}
