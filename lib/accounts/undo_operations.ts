import {
  endChangesSince,
  endPendingAddress,
  findAddressChange,
  setAddress,
  undoHours,
} from "@/db/queries/address_changes";
import { endApiTokens } from "@/db/queries/api_tokens";
import { deleteIdentities } from "@/db/queries/identities";
import { unmarkLeaving } from "@/db/queries/leaving";
import { enterUser } from "@/db/queries/scope";
import { deleteFactorsSince } from "@/db/queries/second_factors";
import { endSessions } from "@/db/queries/sessions";
import { lockUser, setPassword } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { readLink, sendLink, useLink } from "@/lib/accounts/links";
import { linkInput } from "@/lib/accounts/schema";
import { passwordSignIn } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { tellOwner } from "@/lib/mails/tell_owner";

/** What the link to undo a change of address would do, for the page behind it. */
export const readAddressUndo = publicQuery("account.readAddressUndo", {
  input: linkInput,
  limits: [{ points: 120, seconds: 60, by: "address" }],
  async run({ trx }, { token }) {
    const link = await readLink(trx, token, "undoAddress");
    await enterUser(trx, link.userId);
    const change = await findAddressChange(trx, link.userId, link.id);
    if (!change) throw new AppError("link.used");
    return { former: change.former };
  },
});

/**
 * Gives an account its former address back, by the link that this address got: for whoever lost the account to somebody else. So
 * nobody can sign in until the former address has used the link that it gets; sessions, tokens, links, linked providers, and second
 * factors and passkeys that were added since three days before the change, are gone. If whoever had it left with the account, it stays.
 */
export const undoAddressChange = publicCommand("account.undoAddressChange", {
  did: "undid the change of address of",
  event: null,
  input: linkInput,
  limits: [{ points: 30, seconds: 3600, by: "address" }],
  async run(tools, { token }) {
    const { trx, audit } = tools;
    const link = await readLink(trx, token, "undoAddress");
    const user = await lockUser(trx, link.userId);
    if (!user || user.disabledAt) throw new AppError("link.invalid");
    const { id } = user;
    await useLink(trx, link.id);
    await enterUser(trx, id);
    const change = await findAddressChange(trx, id, link.id);
    if (!change?.changedAt) throw new AppError("link.used");
    const { former, changedAt } = change;
    await endChangesSince(trx, id, former);
    await endPendingAddress(trx, id);
    if (user.email !== former && !(await setAddress(trx, id, former))) throw new AppError("account.addressTaken");
    await setPassword(trx, id, null);
    await endSessions(trx, id, null);
    await endApiTokens(trx, id);
    await endTokens(trx, id);
    // Somebody who took the account may have added them just before, to return by them.
    await deleteFactorsSince(trx, id, new Date(changedAt.getTime() - undoHours * 3_600_000));
    await deleteIdentities(trx, id);
    await unmarkLeaving(trx, id);
    await sendLink(tools, passwordSignIn() ? "reset" : "signInLink", { id, email: former });
    tellOwner(tools, { id, email: former }, "addressRestored");
    if (user.email !== former) tellOwner(tools, user, "addressUndone");
    audit({
      ...{ within: { userId: id }, actor: user, target: { id, name: former } },
      ...{ before: { address: user.email }, after: { address: former } },
    });
    return { email: former };
  },
});
