import { countMemberships } from "@/db/queries/members";
import { enterUser } from "@/db/queries/scope";
import { emailsOf, findUserByEmail, lockUser } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { makeLink, readLink, sendLinkIfKnown, useLink } from "@/lib/accounts/links";
import { proveAddress } from "@/lib/accounts/proof";
import { linkInput, requestResetInput } from "@/lib/accounts/schema";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { startSession } from "@/lib/sessions/start";

/** Sends a link that signs in if the account exists. The answer is the same if it doesn't. */
export const requestSignInLink = publicCommand("session.requestLink", {
  did: "asked for a sign-in link for",
  event: null,
  input: requestResetInput,
  floorMs: 300,
  limits: [
    { points: 30, seconds: 3600, by: "address" },
    { points: 5, seconds: 3600, by: ({ email }) => email, shown: true },
  ],
  async run(tools, { email }) {
    if (!canMail()) throw new AppError("link.noMail");
    await sendLinkIfKnown(tools, "signInLink", email);
    return { email };
  },
});

/** Whether a sign-in link can still be used, for the page behind it. Opening that page signs nobody in. */
export const readSignInLink = publicQuery("session.readLink", {
  input: linkInput,
  limits: [{ points: 120, seconds: 60, by: "address" }],
  async run({ trx }, { token }) {
    const { userId } = await readLink(trx, token, "signInLink");
    await enterUser(trx, userId);
    // Whoever has the link has the mailbox. It says whose account it opens, so that nobody is led into somebody else's.
    const [user] = await emailsOf(trx, [userId]);
    return { email: user?.email ?? "" };
  },
});

/**
 * Signs in by a mailed link, once. It proves the address as a reset link does: where nobody had, whatever a stranger may have set
 * up is gone.
 */
export const openByLink = publicCommand("session.openByLink", {
  did: "signed in",
  event: null,
  input: linkInput,
  limits: [{ points: 30, seconds: 900, by: "address" }],
  async run(tools, { token: given }) {
    const { trx, audit, caller, enqueue } = tools;
    const link = await readLink(trx, given, "signInLink");
    const user = await lockUser(trx, link.userId);
    if (!user || user.disabledAt) throw new AppError("link.invalid");
    await useLink(trx, link.id);
    await enterUser(trx, user.id);
    await endTokens(trx, user.id, "signInLink");
    const isNew = !user.emailVerifiedAt && (await countMemberships(trx, user.id)) === 0;
    if (!user.emailVerifiedAt) await proveAddress({ trx, enqueue }, { ...user, keepSession: null });
    if (isNew) await foundFirstOrganisation({ trx, audit, caller }, user);
    // Read again: a stranger's second factor went with the proof.
    const account = (await lockUser(trx, user.id)) ?? user;
    const token = await startSession(tools, account, { by: "link" });
    return { email: user.email, name: user.name, token };
  },
});

/** A sign-in link for whoever has the machine’s command line: the last resort. It proves no address, so that must have been done. */
export const createSignInLinkFor = systemCommand("session.createLinkFor", {
  did: "created a sign-in link for",
  event: null,
  input: requestResetInput,
  scope: () => ({ portal: true }),
  async run({ trx, audit }, { email }) {
    const user = await findUserByEmail(trx, email);
    if (!user) throw fieldError("account.unknown", "email");
    if (user.disabledAt) throw fieldError("provider.disabled", "email");
    if (!user.emailVerifiedAt)
      throw fieldError("account.unverified", "email", "Verify the address first: user verify.");
    const { token } = await makeLink(trx, "signInLink", user.id);
    audit({ within: { userId: user.id }, target: { id: user.id, name: email } });
    return { email, token };
  },
});
