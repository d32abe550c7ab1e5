import { insertUser, markVerified, setPortalAdmin } from "@/db/queries/users";
import { hashFirst } from "@/lib/accounts/password";
import { fieldError } from "@/lib/errors";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { noteOf } from "@/lib/users/note";
import { requireAdministered, requireDispensable } from "@/lib/users/require";
import { createUserInput, oneUser } from "@/lib/users/schema";

/** Creates a verified account by hand, with its first organisation. */
export const createUser = portalCommand("user.create", {
  did: "created the account",
  event: null,
  token: "never",
  input: createUserInput,
  prepare: ({ password }) => hashFirst(password),
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
  input: oneUser,
  fresh: true,
  async run({ trx, audit, enqueue }, { user: reference }) {
    const user = await requireAdministered(trx, reference);
    await markVerified(trx, user.id);
    if (user.emailVerifiedAt) audit(null);
    else {
      tellOwner({ trx, enqueue }, user, "accountVerified");
      noteOf(audit, "user.verify", user);
    }
    return { id: user.id, email: user.email };
  },
});

/** Makes somebody a portal administrator. */
export const promoteUser = portalCommand("user.promote", {
  did: "made a portal administrator of",
  event: null,
  token: "never",
  input: oneUser,
  fresh: true,
  async run({ trx, audit, enqueue }, { user: reference }) {
    const user = await requireAdministered(trx, reference);
    await setPortalAdmin(trx, user.id, true);
    if (user.portalAdmin) audit(null);
    else {
      tellOwner({ trx, enqueue }, user, "accountPromoted");
      noteOf(audit, "user.promote", user);
    }
    return { id: user.id, email: user.email };
  },
});

/** Ends that somebody is a portal administrator, from their next request on. Their tokens for the portal then open nothing. */
export const demoteUser = portalCommand("user.demote", {
  did: "no longer lets administer the portal",
  event: null,
  token: "never",
  input: oneUser,
  fresh: true,
  async run({ trx, actor, audit, enqueue }, { user: reference }) {
    const user = await requireDispensable(trx, actor, reference);
    await setPortalAdmin(trx, user.id, false);
    if (!user.portalAdmin) audit(null);
    else {
      tellOwner({ trx, enqueue }, user, "accountDemoted");
      noteOf(audit, "user.demote", user);
    }
    return { id: user.id, email: user.email };
  },
});
