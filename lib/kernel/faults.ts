import { KernelRefusal, Refusal } from "@/lib/kernel/errors";

/**
 * The codes of PostgreSQL and the network for a database that is unavailable, restarting or too busy: trying again
 * later helps.
 */
const passing = new Set([
  "ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN",
  "57P01", "57P02", "57P03", "57014", "53300", "55P03", "40001", "40P01", "25P02",
  "25P03",
]); // biome-ignore format: a list

/** The caller has just stopped being a member: to them the organisation doesn't exist. */
const memberships = new Set([
  "users_default_organisation",
  "sessions_active_organisation",
  "sessions_confined",
  "api_tokens_membership",
  "api_tokens_home",
  "narrowings_member",
  "transfers_receiver",
]);

/** An account was deleted in the meantime, or an announcement: who or what it is about no longer exists. */
const gone =
  /_(user_id|inviter_id|created_by|decided_by|former_owner_id|announcement_id)_fkey$|^members_(name|address)$/;

/** Turns a fault of the environment into a refusal that says so, and leaves our own faults as they are. */
export function toRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === "GH001") return new KernelRefusal("feature.off");
  if (code === "GH002") return new KernelRefusal("server.pool");
  if (code === "GH003") return new KernelRefusal("account.leaving");
  if (code === "23503" && constraint && (memberships.has(constraint) || gone.test(constraint)))
    return new KernelRefusal("unknown");
  // Text that PostgreSQL can't store (NUL) or convert; the schemas should have refused it.
  if (code === "22021" || code === "22P02" || code === "22P05") return new KernelRefusal("input.invalid");
  const lost =
    /not currently accepting connections|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;
  if ((code !== undefined && (passing.has(code) || code.startsWith("08"))) || lost.test(error.message))
    return Object.assign(new KernelRefusal("upstream.database"), { cause: error });
  return error;
}
