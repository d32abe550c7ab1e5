import { findPasswordHash, findProfile, setName } from "@/db/queries/profiles";
import { endSessions } from "@/db/queries/sessions";
import { holdCredentials, setPassword } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { hashPassword, verifyPassword } from "@/lib/accounts/password";
import { requirePasswords } from "@/lib/accounts/require";
import { changePasswordInput, renameInput } from "@/lib/accounts/schema";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";

/** What others see of the user. */
export const readProfile = accountQuery("account.read", {
  input: nothing,
  token: "account",
  whileConfined: true,
  async run({ trx, actor }) {
    const profile = await findProfile(trx, actor.userId);
    if (!profile) throw new AppError("unknown");
    return profile;
  },
});

/** Changes the user's own name everywhere except in the log, which keeps the name of the time. */
export const renameAccount = accountCommand("account.rename", {
  did: "changed the name of",
  event: null,
  input: renameInput,
  token: "account",
  lock: "owner",
  limits: [{ points: 30, seconds: 86_400, by: "actor" }],
  async run({ trx, actor, audit }, { name }) {
    const before = (await findProfile(trx, actor.userId))?.name;
    if (before === name) audit(null);
    else {
      await setName(trx, actor.userId, name);
      audit({ target: { id: actor.userId, name: actor.email }, before: { name: before }, after: { name } });
    }
    return { name };
  },
});

/**
 * Changes the password; the current one is needed. Every other session ends, and so does every reset link;
 * tokens stay, because they don't depend on the password.
 */
export const changePassword = accountCommand("account.changePassword", {
  did: "changed the password of",
  event: null,
  input: changePasswordInput,
  token: "never",
  lock: "owner",
  limits: [{ points: 10, seconds: 900, by: "actor" }],
  async check({ trx, actor }) {
    requirePasswords();
    return findPasswordHash(trx, actor.userId);
  },
  async prepare({ current, password }, former) {
    if (!(await verifyPassword(former, current)) || !former) throw fieldError("account.wrongCurrent", "current");
    // A user who changes it may fear that somebody knows the current one.
    if (password === current) throw fieldError("account.samePassword", "password");
    return { former, hash: await hashPassword(password) };
  },
  async run({ trx, actor, audit, prepared: { former, hash } }) {
    // Compared a moment ago, without a lock: it may have changed since.
    if (!(await holdCredentials(trx, actor.userId, former))) throw fieldError("account.wrongCurrent", "current");
    await setPassword(trx, actor.userId, hash);
    await endSessions(trx, actor.userId, actor.sessionId);
    await endTokens(trx, actor.userId);
    audit({ target: { id: actor.userId, name: actor.email } });
  },
});
