import { deleteOwnSession, listSessionsOf } from "@/db/queries/session_list";
import { endSessions } from "@/db/queries/sessions";
import { oneSession } from "@/lib/accounts/schema";
import { AppError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";

/** The user's sessions, the last used first. */
export const listSessions = accountQuery("session.list", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const rows = await listSessionsOf(trx, actor.userId);
    return rows.map((row) => ({ ...row, isThis: row.id === actor.sessionId }));
  },
});

/** Ends one of the user's own sessions. */
export const endSession = accountCommand("session.end", {
  did: "ended a session of",
  event: null,
  input: oneSession,
  token: "never",
  async run({ trx, actor, audit }, { session }) {
    if (!(await deleteOwnSession(trx, actor.userId, session))) throw new AppError("unknown");
    audit({ target: { id: session, name: actor.email } });
  },
});

/** Ends all of the user's sessions except the current one. */
export const endOtherSessions = accountCommand("session.endOthers", {
  did: "ended the other sessions of",
  event: null,
  input: nothing,
  token: "never",
  lock: "owner",
  async run({ trx, actor, audit }) {
    const others = (await listSessionsOf(trx, actor.userId)).filter(({ id }) => id !== actor.sessionId);
    await endSessions(trx, actor.userId, actor.sessionId);
    audit(others.length > 0 ? { target: { id: actor.userId, name: actor.email } } : null);
    return { ended: others.length };
  },
});
