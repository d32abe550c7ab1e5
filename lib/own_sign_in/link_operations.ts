import type { Trx } from "@/db/client";
import { listOrganisationsOf } from "@/db/queries/organisations";
import {
  deleteOwnIdentity,
  endConfinedSessionsOf,
  findOwnIdentity,
  findOwnIdentityOf,
  insertOwnIdentity,
  listOwnIdentitiesOf,
} from "@/db/queries/own_identities";
import { findEntered, findPlace } from "@/db/queries/own_sign_ins";
import { enterOrganisation, enterUser } from "@/db/queries/scope";
import { AppError } from "@/lib/errors";
import { beginAt, returnFrom } from "@/lib/identities/exchange";
import { openFlow, sealFlow } from "@/lib/identities/flow";
import type { UserActor } from "@/lib/kernel/actor";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { nothing } from "@/lib/organisations/schema";
import { requireOwnAddress } from "@/lib/own_sign_in/account";
import { findHolder, findWithSignIn } from "@/lib/own_sign_in/find";
import { readPerson } from "@/lib/own_sign_in/person";
import { requireWebAddress, toProvider } from "@/lib/own_sign_in/provider";
import { oneOwnSignIn, returnOwnInput } from "@/lib/own_sign_in/schema";

/** The organisations that the user may link, by their own memberships and the domain of their verified address. */
async function mine(trx: Trx, { userId, email, verified }: UserActor): Promise<string[]> {
  const wanted = { by: "name", backwards: false, limit: 200 } as const;
  const ids = (await listOrganisationsOf(trx, userId, wanted)).map(({ id }) => id);
  const byDomain = verified ? await findHolder(trx, email) : null;
  return byDomain && !ids.includes(byDomain) ? [byDomain, ...ids] : ids;
}

/** The organisations with a sign-in of their own that the user belongs to, and whether the account is linked there. */
export const listOwnSignIns = accountQuery("ownSignIn.listMine", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const linked = await listOwnIdentitiesOf(trx, actor.userId);
    const shown = [];
    for (const id of await mine(trx, actor)) {
      const found = await findWithSignIn(trx, id);
      const identity = linked.find(({ organisationId }) => organisationId === id);
      if (found)
        shown.push({
          ...{ id, name: found.organisation.name },
          identity: identity
            ? { address: identity.address, linkedAt: identity.linkedAt, lastUsedAt: identity.lastUsedAt }
            : null,
        });
    }
    return shown;
  },
});

/** An organisation’s provider, for somebody who may link it. @throws FORBIDDEN */
async function requireMine(trx: Trx, actor: UserActor, organisationId: string) {
  if (!actor.verified) throw new AppError("account.unverified");
  await enterOrganisation(trx, organisationId);
  const isMember = (await findPlace(trx, organisationId, actor.userId)) !== undefined;
  if (!isMember && (await findHolder(trx, actor.email)) !== organisationId) throw new AppError("ownSignIn.notYours");
  const found = await findWithSignIn(trx, organisationId);
  if (!found) throw new AppError("provider.unknown");
  return { provider: toProvider(found.row, found.organisation.name), name: found.organisation.name };
}

/** Begins to link the account to somebody at an organisation’s provider. */
export const beginLinkingOwn = accountCommand("ownSignIn.beginLinking", {
  did: { unaudited: "nothing is linked before its end" },
  event: null,
  input: oneOwnSignIn,
  token: "never",
  fresh: true,
  limits: [{ points: 30, seconds: 900, by: "actor" }],
  check: async ({ trx, actor }, { organisationId }) => ({
    ...(await requireMine(trx, actor, organisationId)),
    session: actor.sessionId,
  }),
  async prepare(_input, { provider, session }) {
    const { url, ...begun } = await beginAt(provider);
    requireWebAddress(url);
    return { url, provider: provider.id, flow: sealFlow(provider, "link", { ...begun, session, invitation: null }) };
  },
  run: async ({ prepared }) => prepared,
});

/**
 * Links the account to whoever this session went to at the organisation’s provider. From then on that organisation can open it, for
 * itself alone.
 */
export const linkOwn = accountCommand("ownSignIn.link", {
  did: ({ after }) => `linked ${after?.organisation} to`,
  event: null,
  input: returnOwnInput,
  token: "never",
  fresh: true,
  lock: "owner",
  limits: [{ points: 30, seconds: 900, by: "actor" }],
  async check({ trx, actor }, { organisationId, flow: sealed }) {
    const mine = await requireMine(trx, actor, organisationId);
    const flow = openFlow(mine.provider, "link", sealed);
    // Begun by somebody else, or before signing in again.
    if (flow.session === null || flow.session !== actor.sessionId) throw new AppError("provider.flow");
    return { ...mine, flow };
  },
  prepare: async ({ query }, { provider, name, flow }) => ({
    ...{ name, issuer: provider.url },
    person: await returnFrom(provider, query, flow, (...of) => readPerson(...of, null)),
  }),
  async run(tools, { organisationId }) {
    const { trx, actor, audit, prepared } = tools;
    const { name, issuer, person } = prepared;
    const { userId, email } = actor;
    const address = await requireOwnAddress(trx, organisationId, person);
    await enterOrganisation(trx, organisationId);
    const at = { organisationId, issuer, subject: person.subject };
    if (!(await insertOwnIdentity(trx, { ...at, address, userId, used: false }))) {
      const taken = await findOwnIdentity(trx, at);
      if (taken?.userId === userId) return void audit(null);
      const own = await findOwnIdentityOf(trx, organisationId, userId);
      throw new AppError(taken || !own ? "ownSignIn.linkedElsewhere" : "ownSignIn.linkedAlready");
    }
    tellOwner(tools, { id: userId, email }, "identityLinked");
    audit({ target: { id: userId, name: email }, after: { organisation: name, address } });
  },
});

/** Unlinks an organisation’s provider, which ends the sessions by it. */
export const unlinkOwn = accountCommand("ownSignIn.unlink", {
  did: ({ before }) => `unlinked ${before?.organisation} from`,
  event: null,
  input: oneOwnSignIn,
  token: "never",
  fresh: true,
  lock: "owner",
  async run(tools, { organisationId }) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    if (!(await deleteOwnIdentity(trx, userId, organisationId))) throw new AppError("unknown");
    await enterOrganisation(trx, organisationId);
    const name = (await findEntered(trx, organisationId))?.name ?? "an organisation";
    await enterUser(trx, userId);
    await endConfinedSessionsOf(trx, userId, organisationId);
    tellOwner(tools, { id: userId, email }, "identityUnlinked");
    audit({ target: { id: userId, name: email }, before: { organisation: name } });
    return { name };
  },
});
