import type { Trx } from "@/db/client";
import { enterUser } from "@/db/queries/scope";
import { deleteOwnSession, findByEndToken } from "@/db/queries/session_list";
import { lockUser } from "@/db/queries/users";
import { linkInput } from "@/lib/accounts/schema";
import { AppError } from "@/lib/errors";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { shownOf } from "@/lib/sessions/view";
import { hashToken } from "@/lib/tokens";

/** The session of a mail's link: the link dies with it. */
async function sessionOf(trx: Trx, token: string) {
  const session = await findByEndToken(trx, hashToken(token));
  if (!session) throw new AppError("link.sessionOver");
  return session;
}

/** The session that a mail's link ends, for the page behind it. It ends nothing, and doesn't say whose it is. */
export const readSessionByLink = publicQuery("session.readByLink", {
  input: linkInput,
  limits: [{ points: 120, seconds: 60, by: "address" }],
  async run({ trx }, { token }) {
    const { browser, system, address, createdAt } = await sessionOf(trx, token);
    return { browser, system, address, createdAt };
  },
});

/** Ends the session that a mail told of, without signing in: whoever has the mail owns the account. */
export const endSessionByLink = publicCommand("session.endByLink", {
  did: "ended, by a mailed link, a session of",
  event: null,
  input: linkInput,
  limits: [{ points: 30, seconds: 3600, by: "address" }],
  async run({ trx, audit }, { token }) {
    const { id, userId, userName, email } = await sessionOf(trx, token);
    await enterUser(trx, userId);
    // What this session began and waits for the account with finds that it has ended.
    await lockUser(trx, userId);
    const ended = await deleteOwnSession(trx, userId, id);
    if (!ended) throw new AppError("link.sessionOver");
    audit({
      ...{ within: { userId }, actor: { id: userId, name: userName } },
      ...{ target: { id, name: email }, after: shownOf(ended) },
    });
  },
});
