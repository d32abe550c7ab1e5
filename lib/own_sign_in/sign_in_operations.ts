import { findOwnSignIn, listGivenRoles, lockEntered } from "@/db/queries/own_sign_ins";
import { enterOrganisation, enterUser } from "@/db/queries/scope";
import { roleName } from "@/lib/access";
import { AppError } from "@/lib/errors";
import { beginAt, returnFrom } from "@/lib/identities/exchange";
import { openFlow, sealFlow } from "@/lib/identities/flow";
import { publicCommand, publicQuery } from "@/lib/kernel/public_kinds";
import { accountOf, requireOwnAddress } from "@/lib/own_sign_in/account";
import { findHolder, findWithSignIn } from "@/lib/own_sign_in/find";
import { type JoinRules, settle } from "@/lib/own_sign_in/join";
import { readPerson } from "@/lib/own_sign_in/person";
import { requireWebAddress, toProvider } from "@/lib/own_sign_in/provider";
import { beginOwnInput, returnOwnInput } from "@/lib/own_sign_in/schema";
import { startSession } from "@/lib/sessions/start";

/**
 * Begins to sign in by the own provider of the organisation that has the domain of an address. Only the domain is looked up: the
 * answer says nothing about accounts.
 */
export const beginOwn = publicQuery("session.beginOwn", {
  input: beginOwnInput,
  limits: [{ points: 60, seconds: 900, by: "address" }],
  async check({ trx }, { email }) {
    const holder = await findHolder(trx, email);
    const found = holder && (await findWithSignIn(trx, holder));
    if (!found) throw new AppError("ownSignIn.none");
    return toProvider(found.row, found.organisation.name);
  },
  async prepare(_input, provider) {
    const { url, ...begun } = await beginAt(provider);
    requireWebAddress(url);
    return {
      url,
      provider: provider.id,
      flow: sealFlow(provider, "signIn", { ...begun, session: null, invitation: null }),
    };
  },
  run: async ({ prepared }) => prepared,
});

/**
 * Signs in by an organisation’s own provider: for that organisation only, and for twelve hours at most. An account with the address
 * that exists already is never opened before its holder has linked it; one that doesn’t is created if the organisation lets people
 * join.
 */
export const openByOwn = publicCommand("session.openByOwn", {
  did: ({ after }) => (after?.asked ? "asked to join" : "signed in"),
  event: null,
  input: returnOwnInput,
  limits: [{ points: 60, seconds: 900, by: "address" }],
  async check({ trx }, { organisationId }) {
    const found = await findWithSignIn(trx, organisationId);
    if (!found) throw new AppError("provider.unknown");
    return { provider: toProvider(found.row, found.organisation.name), roleClaim: found.row.roleClaim };
  },
  async prepare({ query, flow: sealed }, { provider, roleClaim }) {
    const flow = openFlow(provider, "signIn", sealed);
    const person = await returnFrom(provider, query, flow, (...of) => readPerson(...of, roleClaim));
    return { person, issuer: provider.url };
  },
  async run(tools, { organisationId }) {
    const { trx, prepared } = tools;
    const { person, issuer } = prepared;
    const address = await requireOwnAddress(trx, organisationId, person);
    await enterOrganisation(trx, organisationId);
    const settings = await findOwnSignIn(trx, organisationId);
    // Changed or removed while somebody was there.
    if (settings?.issuer !== issuer) throw new AppError("provider.flow");
    const account = await accountOf(tools, { organisationId, issuer, address, joining: settings.joining });
    if (account.disabledAt) throw new AppError("provider.disabled");
    // Users are locked before organisations, as everywhere.
    const organisation = await lockEntered(trx, organisationId);
    if (!organisation) throw new AppError("provider.unknown");
    await enterUser(trx, account.id);
    const given = settings.roleClaim ? await listGivenRoles(trx, organisationId) : null;
    const rules: JoinRules = {
      ...{ joining: settings.joining, given, unmapped: settings.unmapped, isSuspended: organisation.isSuspended },
      byDefault: {
        role: organisation.defaultCustomRoleId ? "custom" : organisation.defaultRole,
        customRoleId: organisation.defaultCustomRoleId,
      },
      customRoles: organisation.portalTier === "enterprise",
    };
    const settled = await settle(tools, organisation, account, rules, person.values ?? []);
    const { isMember, joined, role, formerRole } = settled;
    const about = { within: { organisationId }, actor: account };
    if (!isMember) {
      tools.audit({ ...about, operation: "joinRequest.make", event: null, after: { asked: true } });
      tools.audit({
        ...{ within: { userId: account.id }, actor: account },
        target: { id: organisationId, name: organisation.name },
        after: { by: "organisation", asked: true },
      });
      return { token: null, handle: organisation.handle };
    }
    const token = await startSession(tools, account, {
      ...{ by: "organisation", confinedTo: organisationId },
      // An account that has a second factor is asked for its own: whoever runs the provider isn't its holder.
      confirmed: person.secondFactor && !account.secondFactorEnabledAt,
      // The owner can do what endangers the organisation, so the provider's word is no proof of who does it.
      unproved: account.id === organisation.ownerId,
    });
    tools.audit({
      ...about,
      // A new member, or another role, is a change; a sign-in by itself isn’t.
      operation: joined ? "member.joinByOwn" : role ? "member.changeRoleByOwn" : "session.openByOwn",
      ...(role && { target: { id: account.id, name: account.name } }),
      event: joined ? "member.joined" : role ? "member.roleChanged" : null,
      ...(formerRole && { before: { role: roleName(formerRole) } }),
      after: { ...(joined && { joined }), ...(role && { role: roleName(role) }), by: "organisation" },
    });
    return { token, handle: organisation.handle };
  },
});
