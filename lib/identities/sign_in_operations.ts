import type { Trx } from "@/db/client";
import { findIdentityByKey, insertIdentity, useIdentity } from "@/db/queries/identities";
import { enterInvitation } from "@/db/queries/links";
import { enterUser } from "@/db/queries/scope";
import { findUserByEmail, insertUser, isSetUp, lockUser } from "@/db/queries/users";
import { emailAddress } from "@/lib/accounts/address";
import { nameFor } from "@/lib/accounts/schema";
import { canMail, passwordSignIn, providers } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { beginAt, returnFrom } from "@/lib/identities/exchange";
import { openFlow, sealFlow } from "@/lib/identities/flow";
import { keyOf } from "@/lib/identities/key";
import { offeredProvider } from "@/lib/identities/offered";
import type { Profile } from "@/lib/identities/profile";
import { beginInput, returnInput } from "@/lib/identities/schema";
import type { Provider } from "@/lib/identities/settings";
import { obstacle } from "@/lib/invitations/obstacle";
import { type InvitationRow, invitationOf } from "@/lib/kernel/entry";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import type { CommandTools } from "@/lib/kernel/trace";
import { foundFirstOrganisation } from "@/lib/organisations/create";
import { nothing } from "@/lib/organisations/schema";
import { offeredFeatures } from "@/lib/portal/offered_features";
import { startSession } from "@/lib/sessions/start";
import { hashToken } from "@/lib/tokens";

/** The ways to sign in that this portal offers. */
export const readSignInWays = publicQuery("session.readWays", {
  input: nothing,
  run: async () => ({
    password: passwordSignIn(),
    link: canMail(),
    providers: providers().map(({ id, name }) => ({ id: id as string, name })),
  }),
});

/** Begins to sign in by a provider. The answer has where to go, and what the browser keeps until it comes back. */
export const beginByProvider = publicQuery("session.beginByProvider", {
  input: beginInput,
  limits: [{ points: 60, seconds: 900, by: "address" }],
  check: async (_context, { provider }) => offeredProvider(provider),
  async prepare({ invitation = null }, provider) {
    const { url, ...begun } = await beginAt(provider);
    return { url, flow: sealFlow(provider, "signIn", { ...begun, session: null, invitation }) };
  },
  run: async ({ prepared }) => prepared,
});

/**
 * Signs in by a provider: in the account that is linked to it. If there is none, one is created where sign-up is open or an
 * invitation led there, for an address that the provider has verified. An account with that address is never linked by itself.
 */
export const openByProvider = publicCommand("session.openByProvider", {
  did: "signed in",
  event: null,
  input: returnInput,
  limits: [{ points: 60, seconds: 900, by: "address" }],
  async prepare({ provider: id, query, flow: sealed }) {
    const provider = offeredProvider(id);
    const flow = openFlow(provider, "signIn", sealed);
    const profile = await returnFrom(provider, query, flow);
    const about: Prepared["about"] = { account: null };
    return { provider, invitation: flow.invitation, profile, about };
  },
  async run(tools, _input) {
    const { trx, prepared } = tools;
    const { provider, profile } = prepared;
    const identity = await findIdentityByKey(trx, keyOf(provider, profile.subject));
    const account = identity ? await lockUser(trx, identity.userId) : await makeAccount(tools);
    if (!account) throw new AppError("provider.flow");
    prepared.about.account = account;
    if (account.disabledAt) throw new AppError("provider.disabled");
    await enterUser(trx, account.id);
    // Unlinked a moment ago, before the account was locked.
    if (identity && !(await useIdentity(trx, account.id, identity.id, profile.address)))
      throw new AppError("provider.flow");
    return { token: await startSession(tools, account, { by: "provider", provider: provider.id }) };
  },
  // In the account’s log, like a wrong password.
  refused({ reason }, _input, { provider, about: { account } }) {
    if (!account || (reason !== "provider.disabled" && reason !== "provider.unlinked")) return null;
    return {
      operation: "session.fail",
      scope: { userId: account.id },
      once: `session ${account.email}`,
      most: { key: `session ${account.id}`, points: 60, seconds: 3_600 },
      target: { id: account.id, name: account.email },
      after: { by: "provider", provider: provider.id },
    };
  },
});

interface Prepared {
  provider: Provider;
  invitation: string | null;
  profile: Profile;
  /** Whose account it was about, for the log of a refusal. */
  about: { account: { id: string; email: string } | null };
}
type Tools = CommandTools & { prepared: Prepared };

async function makeAccount(tools: Tools) {
  const { trx, prepared, audit } = tools;
  const { provider, invitation, profile } = prepared;
  const address = emailAddress.safeParse(profile.address);
  if (!profile.verified || !address.success) throw new AppError("provider.unverified");
  const email = address.data;
  if (!(await isSetUp(trx))) throw new AppError("setup.pending");
  const known = await findUserByEmail(trx, email);
  prepared.about.account = known ?? null;
  if (known) throw new AppError("provider.unlinked");
  if (!invitation && !(await offeredFeatures(trx)).registration) throw new AppError("account.signUpClosed");
  const made = await insertUser(trx, { email, name: nameFor(profile.name, email), passwordHash: null, verified: true });
  if (!made) throw new AppError("provider.unlinked");
  // Users are locked before organisations, as everywhere.
  if (invitation) await requireInvited(trx, invitation, email);
  await enterUser(trx, made.id);
  const { id, url: issuer } = provider;
  const keyHash = keyOf(provider, profile.subject);
  const at = { provider: id, issuer, subject: profile.subject, keyHash, address: profile.address };
  if (!(await insertIdentity(trx, { ...at, userId: made.id, used: true }))) throw new AppError("provider.flow");
  audit({
    ...{ operation: "account.signUp", event: null, within: { userId: made.id }, actor: made },
    ...{ target: { id: made.id, name: email }, after: { provider: id } },
  });
  if (!invitation) await foundFirstOrganisation(tools, made);
  return { ...made, disabledAt: null, secondFactorEnabledAt: null };
}

/** @throws if the link doesn’t invite this address, or nobody any more */
async function requireInvited(trx: Trx, token: string, email: string): Promise<void> {
  const row = await enterInvitation<InvitationRow>(trx, hashToken(token), true);
  if (!row) throw new AppError("link.invalid");
  const reason = obstacle(invitationOf(row));
  if (reason) throw new AppError(reason);
  if (row.email !== email) throw new AppError("provider.otherAddress");
}
