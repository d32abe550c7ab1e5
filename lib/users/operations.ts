import { findUserByEmail, insertUser, markVerified, setPortalAdmin } from "@/db/queries/users";
import { hashPassword } from "@/lib/accounts/password";
import { createUserInput, oneUserInput } from "@/lib/accounts/schema";
import { fieldError } from "@/lib/errors";
import { portalCommand } from "@/lib/kernel/kinds";
import { foundFirstOrganisation } from "@/lib/organisations/create";

/** Creates a verified account by hand, with its first organisation. */
export const createUser = portalCommand("user.create", {
  did: "created the account",
  event: null,
  token: "never",
  input: createUserInput,
  prepare: ({ password }) => hashPassword(password),
  async run({ trx, caller, audit, prepared }, { name, email }) {
    const user = await insertUser(trx, { name, email, passwordHash: prepared, verified: true });
    if (!user) throw fieldError("account.known", "email");
    const organisation = await foundFirstOrganisation({ trx, audit, caller }, user);
    audit({ target: { id: user.id, name: email } });
    return { id: user.id, email, handle: organisation?.handle ?? null };
  },
});

/** Verifies a user's address by hand, where no e-mail can. */
export const verifyUser = portalCommand("user.verify", {
  did: "verified the address of",
  event: null,
  token: "never",
  input: oneUserInput,
  async run({ trx, audit }, { email }) {
    const user = await findUserByEmail(trx, email);
    if (!user) throw fieldError("account.unknown", "email");
    await markVerified(trx, user.id);
    audit(user.emailVerifiedAt ? null : { target: { id: user.id, name: email } });
    return { id: user.id, email };
  },
});

/** Makes somebody a portal administrator. */
export const promoteUser = portalCommand("user.promote", {
  did: "made a portal administrator of",
  event: null,
  token: "never",
  input: oneUserInput,
  async run({ trx, audit }, { email }) {
    const user = await findUserByEmail(trx, email);
    if (!user) throw fieldError("account.unknown", "email");
    await setPortalAdmin(trx, user.id);
    audit({ target: { id: user.id, name: email } });
    return { id: user.id, email };
  },
});
