import { endApiTokens } from "@/db/queries/api_tokens";
import { forgetDevices } from "@/db/queries/known_devices";
import { countMemberships } from "@/db/queries/members";
import { enterUser } from "@/db/queries/scope";
import { endSessions } from "@/db/queries/sessions";
import { findCredentials, lockUser, markVerified, setPassword } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { readLink, sendLink, sendLinkIfKnown, useLink } from "@/lib/accounts/links";
import { hashPassword, verifyPassword } from "@/lib/accounts/password";
import { forgetFormerHolder } from "@/lib/accounts/proof";
import { requirePasswords } from "@/lib/accounts/require";
import { linkInput, openSessionInput, requestResetInput, resetPasswordInput } from "@/lib/accounts/schema";
import { AppError } from "@/lib/errors";
import { accountCommand } from "@/lib/kernel/kinds";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { nothing } from "@/lib/organisations/schema";
import { startSession } from "@/lib/sessions/start";

/**
 * Signs in by password. The answer, and the time it takes, are the same for an unknown address and a wrong password.
 * The session starts in the transaction that finds the password unchanged, so a reset ends every session.
 */
export const openSession = publicCommand("session.open", {
  input: openSessionInput,
  did: "signed in",
  event: null,
  limits: [
    { points: 60, seconds: 900, by: "address" },
    { points: 10, seconds: 900, by: ({ email }, address) => `${email} from ${address}`, shown: true },
    // High enough that an attacker can't lock an address out, low enough for a password of ten characters.
    { points: 100, seconds: 900, by: ({ email }) => email, shown: true },
  ],
  async prepare({ email, password }) {
    requirePasswords();
    const user = await findCredentials(email);
    return { user, matches: await verifyPassword(user?.passwordHash, password) };
  },
  async run(tools, _input) {
    const { user, matches } = tools.prepared;
    const account = matches && user?.passwordHash ? await lockUser(tools.trx, user.id) : undefined;
    // Compared a moment ago, without a lock: it may have changed since.
    if (!account || account.disabledAt || account.passwordHash !== user?.passwordHash)
      throw new AppError("account.wrongPassword");
    const token = await startSession(tools, account, { by: "password" });
    return { id: account.id, email: account.email, name: account.name, token };
  },
  // In the account's chain, or the portal's for an address without one. Either way the same work, so that its time tells nothing.
  refused: ({ reason }, { email }, { user }) =>
    reason !== "account.wrongPassword"
      ? null
      : {
          operation: "session.fail",
          scope: user ? { userId: user.id } : {},
          once: `session ${email}`,
          most: user
            ? { key: `session ${user.id}`, points: 60, seconds: 3_600 }
            : { key: "session of nobody", points: 120, seconds: 60 },
          target: { id: user?.id ?? null, name: email },
        },
});

/** Sends the verification link again. */
export const resendVerification = accountCommand("account.resendVerification", {
  did: "asked for another confirmation link for",
  event: null,
  input: nothing,
  token: "never",
  lock: "owner",
  limits: [{ points: 5, seconds: 3600, by: "actor" }],
  async run({ trx, actor, audit, enqueue }) {
    const user = await lockUser(trx, actor.userId);
    if (!user) throw new AppError("actor.none");
    if (user.emailVerifiedAt) audit(null);
    else {
      await sendLink({ trx, enqueue }, "verify", user);
      audit({ target: { id: user.id, name: user.email } });
    }
    return { email: user.email };
  },
});

/** Verifies the address of the signed-in account, and creates its first organisation if it has none. */
export const confirmAddress = accountCommand("account.confirmAddress", {
  did: "confirmed the address",
  event: null,
  input: linkInput,
  token: "never",
  lock: "owner",
  async run({ trx, caller, actor, audit }, { token }) {
    const link = await readLink(trx, token, "verify");
    if (link.userId !== actor.userId) throw new AppError("account.wrongUser");
    await useLink(trx, link.id);
    await markVerified(trx, actor.userId);
    audit({ within: { userId: actor.userId }, target: { id: actor.userId, name: actor.email } });
    if ((await countMemberships(trx, actor.userId)) === 0)
      await foundFirstOrganisation({ trx, audit, caller }, { id: actor.userId, name: actor.name });
    return { email: actor.email };
  },
});

/** Sends a link to choose a new password if the account exists. The answer is the same if it doesn't. */
export const requestPasswordReset = publicCommand("account.requestPasswordReset", {
  did: "asked for a new password for",
  event: null,
  input: requestResetInput,
  floorMs: 300,
  limits: [
    { points: 30, seconds: 3600, by: "address" },
    { points: 5, seconds: 3600, by: ({ email }) => email, shown: true },
  ],
  async run(tools, { email }) {
    requirePasswords();
    await sendLinkIfKnown(tools, "reset", email);
    return { email };
  },
});

/** Whether a reset link can still be used, for the page behind it. */
export const readResetLink = publicQuery("account.readResetLink", {
  input: linkInput,
  limits: [{ points: 120, seconds: 60, by: "address" }],
  async run({ trx }, { token }) {
    requirePasswords();
    await readLink(trx, token, "reset");
    return {};
  },
});

/** Sets a new password by link. This verifies the address, and ends every session and every other link. */
export const resetPassword = publicCommand("account.resetPassword", {
  did: "set a new password for",
  event: null,
  input: resetPasswordInput,
  limits: [{ points: 30, seconds: 3600, by: "address" }],
  async prepare({ password }) {
    requirePasswords();
    return hashPassword(password);
  },
  async run({ trx, caller, audit, prepared }, { token }) {
    const link = await readLink(trx, token, "reset");
    const user = await lockUser(trx, link.userId);
    if (!user || user.disabledAt) throw new AppError("link.invalid");
    await useLink(trx, link.id);
    await enterUser(trx, user.id);
    await setPassword(trx, user.id, prepared);
    await markVerified(trx, user.id);
    if (!user.emailVerifiedAt) await forgetFormerHolder(trx, user.id);
    else {
      // Second factors stay: a reset mail alone isn’t enough to sign in.
      await endSessions(trx, user.id, null);
      await endTokens(trx, user.id);
      await endApiTokens(trx, user.id);
      // Its owner hears of the next sign-in, whatever somebody else may have switched off.
      await forgetDevices(trx, user.id);
    }
    audit({ within: { userId: user.id }, actor: user, target: { id: user.id, name: user.email } });
    const isNew = !user.emailVerifiedAt && (await countMemberships(trx, user.id)) === 0;
    if (isNew) await foundFirstOrganisation({ trx, audit, caller }, user);
    return { email: user.email };
  },
});
