import { deleteOwnSession, listSessionsOf } from "@/db/queries/session_list";
import { endSessions } from "@/db/queries/sessions";
import { AppError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";
import { oneSession } from "@/lib/sessions/schema";
import { shownOf } from "@/lib/sessions/view";

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
  lock: "owner",
  async run({ trx, actor, audit }, { session }) {
    const ended = await deleteOwnSession(trx, actor.userId, session);
    if (!ended) throw new AppError("unknown");
    audit({ target: { id: session, name: actor.email }, after: shownOf(ended) });
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
    const ended = await endSessions(trx, actor.userId, actor.sessionId);
    audit(ended > 0 ? { target: { id: actor.userId, name: actor.email }, after: { ended } } : null);
    return { ended };
  },
});

/** Ends all of the user's sessions, the current one included. */
export const endAllSessions = accountCommand("session.endAll", {
  did: "ended all sessions of",
  event: null,
  input: nothing,
  token: "never",
  lock: "owner",
  async run({ trx, actor, audit }) {
    const ended = await endSessions(trx, actor.userId, null);
    audit({ target: { id: actor.userId, name: actor.email }, after: { ended } });
    return { ended };
  },
});

/** Signs out: ends the current session, also one that still lacks its second factor. */
export const closeSession = accountCommand("session.close", {
  did: "signed out of",
  event: null,
  input: nothing,
  token: "never",
  whileConfined: true,
  beforeSecondFactor: true,
  async run({ trx, actor, audit }) {
    const ended = actor.sessionId && (await deleteOwnSession(trx, actor.userId, actor.sessionId));
    audit(ended ? { target: { id: actor.userId, name: actor.email } } : null);
  },
});
