import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/db/client";
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

/** Spends a point, outside any transaction. @returns null, or the seconds to wait if none was left */
export async function consume(key: string, points: number, seconds: number): Promise<number | null> {
  try {
    await limiter(points, seconds).consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw error;
  }
}
