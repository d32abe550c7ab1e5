import { deleteIdentity, findIdentityByKey, insertIdentity, listIdentitiesOf } from "@/db/queries/identities";
import { endSessionsBy } from "@/db/queries/sessions";
import { requireWayIn } from "@/lib/accounts/ways_in";
import { providers } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { beginAt, returnFrom } from "@/lib/identities/exchange";
import { openFlow, sealFlow } from "@/lib/identities/flow";
import { keyOf } from "@/lib/identities/key";
import { offeredProvider } from "@/lib/identities/offered";
import { oneIdentity, oneProvider, returnInput } from "@/lib/identities/schema";
import { knownProviders } from "@/lib/identities/settings";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { nothing } from "@/lib/organisations/schema";

/** The providers that the portal offers, and what the account is linked to: also at one that is no longer offered. */
export const listIdentities = accountQuery("identity.list", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const linked = await listIdentitiesOf(trx, actor.userId);
    const offered = providers().map(({ id, name, url }) => {
      const one = linked.find(({ provider, issuer }) => provider === id && issuer === url);
      return { provider: id as string, name, offered: true, identity: one ? shown(one) : null };
    });
    const former = linked
      .filter(({ provider, issuer }) => !providers().some(({ id, url }) => id === provider && url === issuer))
      .map((one) => ({ provider: one.provider, name: nameOf(one.provider), offered: false, identity: shown(one) }));
    return [...offered, ...former];
  },
});

type Listed = Awaited<ReturnType<typeof listIdentitiesOf>>[number];
const shown = ({ id, address, linkedAt, lastUsedAt }: Listed) => ({ id, address, linkedAt, lastUsedAt });
const nameOf = (provider: string) =>
  [...providers(), ...knownProviders].find(({ id }) => id === provider)?.name ?? provider;

/** Whether this session may link something now: asked before somebody leaves for a provider. */
export const checkLinking = accountQuery("identity.checkLinking", {
  input: nothing,
  token: "never",
  fresh: true,
  run: async () => ({}),
});

/** Begins to link an account of a provider. The answer has where to go, and what the browser keeps until it comes back. */
export const beginLinking = accountCommand("identity.beginLinking", {
  did: { unaudited: "nothing is linked before its end" },
  event: null,
  input: oneProvider,
  token: "never",
  fresh: true,
  limits: [{ points: 30, seconds: 900, by: "actor" }],
  check: async ({ actor }, { provider }) => ({ provider: offeredProvider(provider), session: actor.sessionId }),
  async prepare(_input, { provider, session }) {
    const { url, ...begun } = await beginAt(provider);
    return { url, flow: sealFlow(provider, "link", { ...begun, session, invitation: null }) };
  },
  run: async ({ prepared }) => prepared,
});

/** Links the account of a provider that this session went to. It belongs to one account here. */
export const linkIdentity = accountCommand("identity.link", {
  // The name of that time, as the row has it.
  did: ({ after }) => `linked ${after?.name ?? "a provider"} to`,
  event: null,
  input: returnInput,
  token: "never",
  fresh: true,
  lock: "owner",
  limits: [{ points: 30, seconds: 900, by: "actor" }],
  async check({ actor }, input) {
    const provider = offeredProvider(input.provider);
    const flow = openFlow(provider, "link", input.flow);
    // Begun by somebody else, or before signing in again.
    if (flow.session === null || flow.session !== actor.sessionId) throw new AppError("provider.flow");
    return { provider, flow };
  },
  prepare: async ({ query }, { provider, flow }) => ({ provider, profile: await returnFrom(provider, query, flow) }),
  async run(tools, _input) {
    const { trx, actor, audit } = tools;
    const { provider, profile } = tools.prepared;
    const { userId, email } = actor;
    const { id, url: issuer } = provider;
    const { subject, address } = profile;
    const keyHash = keyOf(provider, subject);
    if (!(await insertIdentity(trx, { ...{ userId, provider: id, issuer, subject, keyHash, address }, used: false }))) {
      const known = await findIdentityByKey(trx, keyHash);
      if (known?.userId !== userId) throw new AppError(known ? "identity.taken" : "identity.known");
      return void audit(null);
    }
    tellOwner(tools, { id: userId, email }, "identityLinked");
    audit({
      target: { id: userId, name: email },
      after: { provider: id, name: provider.name, ...(address && { address }) },
    });
  },
});

/** Unlinks an account of a provider; not the last way in. Other sessions that it opened end. */
export const unlinkIdentity = accountCommand("identity.unlink", {
  did: ({ before }) => `unlinked ${before?.name ?? "a provider"} from`,
  event: null,
  input: oneIdentity,
  token: "never",
  fresh: true,
  lock: "owner",
  async run(tools, { identity }) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    const provider = await deleteIdentity(trx, userId, identity);
    if (!provider) throw new AppError("unknown");
    await requireWayIn(trx, userId);
    await endSessionsBy(trx, { userId, provider }, actor.sessionId);
    const name = nameOf(provider);
    tellOwner(tools, { id: userId, email }, "identityUnlinked");
    audit({ target: { id: userId, name: email }, before: { provider, name } });
    return { name };
  },
});
