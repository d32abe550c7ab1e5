import {
  endChangesSince,
  endPendingAddress,
  findAddressChange,
  findPendingAddress,
  insertAddressChange,
  markAddressChanged,
  setAddress,
} from "@/db/queries/address_changes";
import { countMemberships } from "@/db/queries/members";
import { findUserByEmail, lockUser } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { readLink, sendLink, useLink } from "@/lib/accounts/links";
import { changeAddressInput, linkInput } from "@/lib/accounts/schema";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { nothing } from "@/lib/organisations/schema";

/** Each of these sends mails, also to an address that may be somebody else's. */
const byActor = { points: 10, seconds: 3600, by: "actor" } as const;

/** The change of address that waits for the new one. */
export const readAddressChange = accountQuery("account.readAddressChange", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const pending = await findPendingAddress(trx, actor.userId);
    return {
      pending: pending
        ? { address: pending.address, askedAt: pending.createdAt, linkUntil: pending.linkUntil ?? null }
        : null,
    };
  },
});

/**
 * Asks for another address: it gets a link to confirm, the present one stays until then and is told. The answer is the same whether or
 * not another account has the address; confirming it tells.
 */
export const changeAddress = accountCommand("account.changeAddress", {
  did: "asked for another address for",
  event: null,
  input: changeAddressInput,
  fresh: true,
  token: "never",
  lock: "owner",
  limits: [byActor, { points: 5, seconds: 3600, by: ({ email }) => email, shown: true }],
  async run(tools, { email }) {
    const { trx, actor, audit } = tools;
    const user = await lockUser(trx, actor.userId);
    if (!user) throw new AppError("actor.none");
    if (user.email === email) throw fieldError("account.sameAddress", "email");
    await endPendingAddress(trx, user.id);
    const change = await insertAddressChange(trx, { userId: user.id, former: user.email, address: email });
    await sendLink(tools, "newAddress", { id: user.id, email }, change);
    // One that was never verified may be a stranger's, who has nothing to do with the account.
    if (user.emailVerifiedAt) tellOwner(tools, user, "addressRequested");
    audit({ target: { id: user.id, name: user.email }, after: { address: email } });
    return { email };
  },
});

/** Sends the link to the new address again. */
export const resendNewAddress = accountCommand("account.resendNewAddress", {
  did: "asked for another link to confirm the new address of",
  event: null,
  input: nothing,
  token: "never",
  lock: "owner",
  limits: [{ ...byActor, points: 5 }],
  async run(tools) {
    const { trx, actor, audit } = tools;
    const pending = await findPendingAddress(trx, actor.userId);
    if (!pending) throw new AppError("account.noAddressChange");
    const { id, address: email } = pending;
    await sendLink(tools, "newAddress", { id: actor.userId, email }, id);
    audit({ target: { id: actor.userId, name: actor.email }, after: { address: email } });
    return { email };
  },
});

/** Cancels the change that waits: its link no longer works. */
export const cancelAddressChange = accountCommand("account.cancelAddressChange", {
  did: "cancelled the change of address of",
  event: null,
  input: nothing,
  token: "never",
  lock: "owner",
  async run({ trx, actor, audit }) {
    const address = await endPendingAddress(trx, actor.userId);
    if (address === undefined) throw new AppError("account.noAddressChange");
    await endTokens(trx, actor.userId, "newAddress");
    audit({ target: { id: actor.userId, name: actor.email }, before: { address } });
  },
});

/**
 * Changes the address, by the link that the new one got and in a session of the account: a stranger who has the mailbox can't take the
 * account, and whoever has the account can't use an address that isn't theirs. Every other open link ends, and the former address gets
 * one to undo it.
 */
export const confirmNewAddress = accountCommand("account.confirmNewAddress", {
  did: "changed the address of",
  event: null,
  input: linkInput,
  token: "never",
  lock: "owner",
  async run(tools, { token }) {
    const { trx, caller, actor, audit } = tools;
    const link = await readLink(trx, token, "newAddress");
    if (link.userId !== actor.userId) throw new AppError("account.wrongUser");
    const change = await findAddressChange(trx, actor.userId, link.id);
    const user = await lockUser(trx, actor.userId);
    if (!change || !user) throw new AppError("link.used");
    await useLink(trx, link.id);
    const { id, email: former, emailVerifiedAt } = user;
    const other = await findUserByEmail(trx, change.address);
    if (other && other.id !== id) throw new AppError("account.addressTaken");
    // Whoever returns to an address has proved it again: those in between have nothing to undo any more.
    const returns = await endChangesSince(trx, id, change.address);
    if (!(await setAddress(trx, id, change.address))) throw new AppError("account.addressTaken");
    const undo = emailVerifiedAt !== null && !returns;
    await markAddressChanged(trx, change.id, undo);
    await endTokens(trx, id);
    if (undo) await sendLink(tools, "undoAddress", { id, email: former }, change.id);
    audit({
      ...{ within: { userId: id }, target: { id, name: change.address } },
      ...{ before: { address: former }, after: { address: change.address } },
    });
    if (!emailVerifiedAt && (await countMemberships(trx, id)) === 0)
      await foundFirstOrganisation({ trx, audit, caller }, { id, name: user.name });
    return { email: change.address };
  },
});
