import type { Trx } from "@/db/client";
import { enterInvitation } from "@/db/queries/links";
import { enterUser } from "@/db/queries/scope";
import { findUserByEmail, insertUser, isSetUp, lockUser, markVerified, setPassword } from "@/db/queries/users";
import { sendLink } from "@/lib/accounts/links";
import { hashPassword } from "@/lib/accounts/password";
import { forgetFormerHolder } from "@/lib/accounts/proof";
import { requirePasswords } from "@/lib/accounts/require";
import { signUpInput, signUpInvitedInput } from "@/lib/accounts/schema";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { obstacle } from "@/lib/invitations/obstacle";
import { type InvitationRow, invitationOf } from "@/lib/kernel/entry";
import { publicCommand } from "@/lib/kernel/public_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { sendMail } from "@/lib/mails/send";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { offeredFeatures } from "@/lib/portal/offered_features";
import { hashToken } from "@/lib/tokens";

type Tools = CommandTools & { prepared: string };

async function hashNew({ password }: { password: string }): Promise<string> {
  requirePasswords();
  return hashPassword(password);
}

/**
 * Creates an account. With SMTP the answer is the same for a known address, whose owner gets an e-mail that says so. Without
 * SMTP a known address is a CONFLICT, and the account gets its first organisation at once.
 */
export const signUp = publicCommand("account.signUp", {
  did: "created the account",
  event: null,
  input: signUpInput,
  floorMs: 400,
  limits: [
    { points: 20, seconds: 3600, by: "address" },
    { points: 5, seconds: 3600, by: ({ email }) => email, shown: true },
  ],
  prepare: hashNew,
  async run(tools: Tools, { email, name }) {
    if (!(await offeredFeatures(tools.trx)).registration) throw new AppError("account.signUpClosed");
    if (!(await isSetUp(tools.trx))) throw new AppError("setup.pending");
    const user = await makeAccount(tools, { email, name });
    if (user && !canMail()) await foundFirstOrganisation(tools, user);
    return { email, next: canMail() ? ("openMail" as const) : ("signIn" as const) };
  },
});

/** Creates the account for an invitation; joining is a separate step. The mailed link verifies the address. */
export const signUpInvited = publicCommand("account.signUpInvited", {
  did: "created the account",
  event: "member.joined",
  input: signUpInvitedInput,
  limits: [
    { points: 60, seconds: 3600, by: "address" },
    // Each link belongs to one address, which may get an e-mail through this.
    { points: 20, seconds: 3600, by: ({ token }) => token },
  ],
  prepare: hashNew,
  async run(tools: Tools, { name, token }) {
    const { trx, prepared: passwordHash } = tools;
    const link = hashToken(token);
    const found = await enterInvitation<InvitationRow>(trx, link, false);
    if (!found) throw new AppError("link.invalid");
    const { email, provesAddress } = found;
    // Users are locked before organisations, as everywhere: first the account, then the invitation in its state by then.
    const made = await insertUser(trx, { email, name, passwordHash, verified: provesAddress });
    const squatted = !made && provesAddress ? await lockUnproved(trx, email) : null;
    const row = await enterInvitation<InvitationRow>(trx, link, true);
    const reason = row ? obstacle(invitationOf(row)) : "link.invalid";
    if (reason) throw new AppError(reason);
    if (made) await welcome(tools, made, provesAddress);
    else if (squatted) await takeOver(tools, squatted, name);
    else await sayKnown(tools, email);
    return { email, next: "signIn" as const };
  },
});

/** @returns null for a known address if an e-mail can say so instead */
async function makeAccount(tools: Tools, { email, name }: { email: string; name: string }) {
  const user = await insertUser(tools.trx, { email, name, passwordHash: tools.prepared, verified: false });
  if (user) await welcome(tools, user, false);
  else await sayKnown(tools, email);
  return user;
}

type Account = { id: string; email: string; name: string };

async function welcome({ trx, audit, enqueue }: Tools, user: Account, verified: boolean): Promise<void> {
  await enterUser(trx, user.id);
  if (!verified) await sendLink({ trx, enqueue }, "verify", user);
  audit({ within: { userId: user.id }, actor: user, target: { id: user.id, name: user.email } });
}

async function sayKnown({ trx, audit, enqueue }: Tools, email: string): Promise<void> {
  if (!canMail()) throw fieldError("account.known", "email");
  const known = await findUserByEmail(trx, email);
  if (known && !known.disabledAt) {
    await enterUser(trx, known.id);
    sendMail({ trx, enqueue }, { kind: "known", recipient: known.email, userId: known.id });
  }
  audit(null);
}

/** The account of an unverified address. @throws CONFLICT if it is verified: its owner signs in instead */
async function lockUnproved(trx: Trx, email: string): Promise<Account> {
  const known = await findUserByEmail(trx, email);
  // Checked without a lock first, so that nobody can make a verified user wait.
  const user = known && !known.emailVerifiedAt ? await lockUser(trx, known.id) : undefined;
  if (!user || user.disabledAt || user.emailVerifiedAt) throw new AppError("account.known");
  return user;
}

/** Gives an account to the owner of its address, which somebody else signed up with but never verified. */
async function takeOver({ trx, audit, prepared }: Tools, { id, email }: Account, name: string): Promise<void> {
  await enterUser(trx, id);
  await setPassword(trx, id, prepared, name);
  await markVerified(trx, id);
  await forgetFormerHolder(trx, id);
  audit({ within: { userId: id }, actor: { id, name }, target: { id, name: email } });
}
