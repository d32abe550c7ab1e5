import { enterInvitation } from "@/db/queries/links";
import { enterUser } from "@/db/queries/scope";
import { endSessions } from "@/db/queries/sessions";
import { findUserByEmail, insertUser, lockUser, markVerified, setPassword } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { sendLink } from "@/lib/accounts/links";
import { hashPassword } from "@/lib/accounts/password";
import { signUpInput, signUpInvitedInput } from "@/lib/accounts/schema";
import { canMail, env } from "@/lib/env";
import { AppError, fieldError, type Reason } from "@/lib/errors";
import { publicCommand } from "@/lib/kinds";
import { sendMail } from "@/lib/mails/send";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { type InvitationRow, invitationOf } from "@/lib/standing";
import { hashToken } from "@/lib/tokens";
import type { CommandTools } from "@/lib/trace";

type Tools = CommandTools & { prepared: string };

/**
 * Makes an account. With SMTP the answer is the same for a known address, whose owner gets a mail that says so. Without,
 * there is no mail to answer by: a known address is a CONFLICT, and the account begins with its first organisation at once.
 */
export const signUp = publicCommand("account.signUp", {
  input: signUpInput,
  floorMs: 400,
  limits: [
    { points: 20, seconds: 3600, by: "address" },
    { points: 5, seconds: 3600, by: ({ email }) => email },
  ],
  prepare: ({ password }) => hashPassword(password),
  async run(tools: Tools, { email, name }) {
    if (env().SIGN_UP === "invited") throw new AppError("account.signUpClosed");
    const user = await makeAccount(tools, { email, name, verified: false });
    if (user && !canMail()) await foundFirstOrganisation(tools, user);
    return { email, next: canMail() ? ("openMail" as const) : ("signIn" as const) };
  },
});

/** Makes the account that an invitation asks for; joining is a step of its own. The mailed link proves the address. */
export const signUpInvited = publicCommand("account.signUpInvited", {
  input: signUpInvitedInput,
  limits: [{ points: 60, seconds: 3600, by: "address" }],
  prepare: ({ password }) => hashPassword(password),
  async run(tools: Tools, { name, token }) {
    const row = await enterInvitation<InvitationRow>(tools.trx, hashToken(token));
    if (!row) throw new AppError("link.invalid");
    const { email, state, provesAddress } = invitationOf(row);
    if (state !== "pending") throw new AppError(`invitation.${state}` satisfies Reason);
    const known = provesAddress && (await findUserByEmail(tools.trx, email));
    if (known) await takeOver(tools, known.id, name);
    else await makeAccount(tools, { email, name, verified: provesAddress });
    return { email, next: "signIn" as const };
  },
});

/** @returns null for a known address, when mail is there to say so instead */
async function makeAccount(tools: Tools, account: { email: string; name: string; verified: boolean }) {
  const { trx, audit, enqueue, prepared } = tools;
  const user = await insertUser(trx, { ...account, passwordHash: prepared });
  if (user) {
    await enterUser(trx, user.id);
    if (!account.verified) await sendLink({ trx, enqueue }, "verify", user);
    audit({ within: { userId: user.id }, actor: user, target: { id: user.id, name: user.email } });
    return user;
  }
  if (!canMail()) throw fieldError("account.known", "email");
  const known = await findUserByEmail(trx, account.email);
  if (known && !known.disabledAt) {
    await enterUser(trx, known.id);
    await sendMail({ trx, enqueue }, { kind: "known", recipient: known.email, userId: known.id });
  }
  audit(null);
  return null;
}

/** The owner of an address that somebody signed up with before proving it: the account is theirs from here on. */
async function takeOver({ trx, audit, prepared }: Tools, id: string, name: string): Promise<void> {
  const user = await lockUser(trx, id);
  if (!user || user.disabledAt || user.emailVerifiedAt) throw new AppError("account.known");
  await enterUser(trx, id);
  await setPassword(trx, id, prepared, name);
  await markVerified(trx, id);
  await endSessions(trx, id, null);
  await endTokens(trx, id);
  audit({ within: { userId: id }, actor: { id, name }, target: { id, name: user.email } });
}
