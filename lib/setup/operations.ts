import { enterUser } from "@/db/queries/scope";
import { insertUser, isSetUp, markSetUp } from "@/db/queries/users";
import { makeLink } from "@/lib/accounts/links";
import { hashFirst } from "@/lib/accounts/password";
import { linkInput, setUpInput } from "@/lib/accounts/schema";
import { AppError, fieldError } from "@/lib/errors";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { foundOrganisation } from "@/lib/organisations/create";
import { nothing } from "@/lib/organisations/schema";
import { linkToken, sameToken } from "@/lib/tokens";

/** Printed when the portal is started, until it is set up. */
export function setUpToken(): string {
  return linkToken("setup", "portal");
}

/** Whether the portal has its first user. */
export const readSetUp = publicQuery("portal.readSetUp", {
  input: nothing,
  run: async ({ trx }) => ({ done: await isSetUp(trx) }),
});

/** Whether a set-up link can be used, for the page behind it. */
export const readSetUpLink = publicQuery("portal.readSetUpLink", {
  input: linkInput,
  limits: [{ points: 30, seconds: 60, by: "address" }],
  async run({ trx }, { token }) {
    if (await isSetUp(trx)) throw new AppError("setup.done");
    if (!sameToken(token, setUpToken())) throw new AppError("link.invalid");
    return {};
  },
});

/**
 * Creates, only once, the first user as portal administrator, and the first organisation. On a portal without passwords the
 * answer has a link that signs in once.
 */
export const setUp = publicCommand("portal.setUp", {
  did: "set up the portal and created",
  event: null,
  input: setUpInput,
  limits: [{ points: 30, seconds: 600, by: "address" }],
  async prepare({ token, password }) {
    if (!sameToken(token, setUpToken())) throw new AppError("link.invalid");
    return hashFirst(password);
  },
  async run({ trx, caller, audit, prepared }, { name, email, organisationName, handle }) {
    if (!(await markSetUp(trx))) throw new AppError("setup.done");
    const user = await insertUser(trx, { name, email, passwordHash: prepared, verified: true, portalAdmin: true });
    if (!user) throw fieldError("account.known", "email");
    await enterUser(trx, user.id);
    const organisation = await foundOrganisation(
      { trx, audit, caller },
      { name: organisationName, handle, owner: user },
    );
    audit({
      within: { organisationId: organisation.id },
      actor: user,
      target: { id: organisation.id, name: organisation.name },
      after: { name: organisation.name, handle: organisation.handle },
    });
    const signInToken = prepared ? null : (await makeLink(trx, "signInLink", user.id)).token;
    return { email, handle: organisation.handle, signInToken };
  },
});
