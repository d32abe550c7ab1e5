import { listOrganisationsOf } from "@/db/queries/organisations";
import { enterUser } from "@/db/queries/scope";
import { findAccount, lockUser, markVerified, setPassword } from "@/db/queries/users";
import { makeLink, readLink, useLink } from "@/lib/accounts/links";
import { hashFirst } from "@/lib/accounts/password";
import { forgetFormerHolder } from "@/lib/accounts/proof";
import { acceptProvisionInput, linkInput } from "@/lib/accounts/schema";
import { AppError } from "@/lib/errors";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import type { PortalTier } from "@/lib/limits";

/** What waits for somebody behind the link of an organisation that was created for them. */
export const readProvision = publicQuery("account.readProvision", {
  input: linkInput,
  limits: [{ points: 120, seconds: 60, by: "address" }],
  async run({ trx }, { token }) {
    const { userId } = await readLink(trx, token, "provisioned");
    await enterUser(trx, userId);
    const user = await findAccount(trx, userId);
    if (!user || user.disabledAt) throw new AppError("link.invalid");
    const wanted = { role: "owner", by: "name", backwards: false, limit: 20 } as const;
    const organisations = await listOrganisationsOf(trx, userId, wanted);
    return {
      email: user.email,
      name: user.name,
      organisations: organisations.map(({ name, handle, avatar, portalTier }) => ({
        name,
        handle,
        avatar,
        portalTier: portalTier as PortalTier,
      })),
    };
  },
});

/**
 * Sets the name and the password by the link, which verifies the address. Whatever opened the account before is gone. On a
 * portal without passwords the answer has a link that signs in once.
 */
export const acceptProvision = publicCommand("account.acceptProvision", {
  did: "set up the account",
  event: null,
  input: acceptProvisionInput,
  limits: [{ points: 30, seconds: 3600, by: "address" }],
  prepare: ({ password }) => hashFirst(password),
  async run({ trx, audit, prepared }, { token, name }) {
    const link = await readLink(trx, token, "provisioned");
    const user = await lockUser(trx, link.userId);
    if (!user || user.disabledAt) throw new AppError("link.invalid");
    await useLink(trx, link.id);
    await enterUser(trx, user.id);
    await setPassword(trx, user.id, prepared, name);
    await markVerified(trx, user.id);
    await forgetFormerHolder(trx, user.id);
    audit({ within: { userId: user.id }, actor: { id: user.id, name }, target: { id: user.id, name: user.email } });
    return { email: user.email, signInToken: prepared ? null : (await makeLink(trx, "signInLink", user.id)).token };
  },
});
