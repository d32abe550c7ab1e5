import {
  deleteApiTokenIn,
  deleteOwnApiToken,
  findApiTokenIn,
  findOwnApiToken,
  listApiTokensIn,
  listApiTokensOf,
  type TokenReach,
} from "@/db/queries/api_tokens";
import { findMember, findMembership } from "@/db/queries/members";
import { enterOrganisation } from "@/db/queries/scope";
import { findUserByEmail } from "@/db/queries/users";
import { isBelow, type Permission, permissionsOfRole } from "@/lib/access";
import { makeToken } from "@/lib/api_tokens/make";
import {
  createPortalTokenForInput,
  createPortalTokenInput,
  createTokenForInput,
  createTokenInput,
  oneToken,
  ownToken,
} from "@/lib/api_tokens/schema";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery, organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { portalCommand } from "@/lib/kernel/portal_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { inOrganisation, nothing } from "@/lib/organisations/schema";
import { type PortalRight, portalRights } from "@/lib/portal_rights";

/** Creates a token for programs. It is shown only now; the database stores its hash. */
export const createToken = organisationCommand("token.create", {
  did: "created the token",
  event: null,
  input: createTokenInput,
  fresh: true,
  token: "never",
  permission: "membership",
  // The user's row is the lock, because the limit is per user.
  lock: "none",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { organisation: _, ...wanted }) {
    // A token of the whole account would reach further than this session.
    if (actor.confinedTo !== null && wanted.reach !== "organisation") throw new AppError("actor.confined");
    return makeToken(
      trx,
      {
        ...wanted,
        ...{ userId: actor.userId, sessionId: actor.sessionId },
        ...{ organisationId: organisation.id, held: organisation.permissions },
        ...{ secondFactor: actor.secondFactor === "confirmed", ownSignIn: actor.confinedTo !== null },
      },
      audit,
    );
  },
});

/** Whoever has the machine's command line needs no other proof. */
const byMachine = { secondFactor: true, ownSignIn: true };

/** Creates a token for a user, on the command line. */
export const createTokenFor = systemCommand("token.createFor", {
  did: "created the token",
  event: null,
  input: createTokenForInput,
  scope: () => ({ portal: true }),
  async run({ trx, audit }, { email, organisation, ...wanted }) {
    const user = await findUserByEmail(trx, email);
    if (!user) throw fieldError("account.unknown", "email");
    const member = await findMembership(trx, user.id, organisation);
    if (!member) throw fieldError("token.noMember", "organisation");
    const { organisationId } = member;
    const held = permissionsOfRole(member.role, member.permissions);
    return makeToken(trx, { ...wanted, ...byMachine, userId: user.id, organisationId, held }, audit);
  },
});

/** The rights that a portal token can have; it belongs to no organisation, only to its holder. */
const ofPortal = { organisationId: null, held: new Set<string>(portalRights) };

/** Creates a token for portal administration, for the portal administrator who asks. */
export const createPortalToken = portalCommand("token.createPortal", {
  did: "created the administration token",
  event: null,
  input: createPortalTokenInput,
  fresh: true,
  token: "never",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, actor, audit }, wanted) {
    // On the command line, the user must be named.
    if (actor.kind === "system") throw new AppError("actor.none");
    const secondFactor = actor.secondFactor === "confirmed";
    return makeToken(
      trx,
      { ...wanted, ...ofPortal, userId: actor.userId, sessionId: actor.sessionId, secondFactor },
      audit,
    );
  },
});

/** The same for a portal administrator, on the command line. */
export const createPortalTokenFor = systemCommand("token.createPortalFor", {
  did: "created the administration token",
  event: null,
  input: createPortalTokenForInput,
  scope: () => ({ portal: true }),
  async run({ trx, audit }, { email, ...wanted }) {
    const user = await findUserByEmail(trx, email);
    if (!user) throw fieldError("account.unknown", "email");
    if (!user.portalAdmin) throw fieldError("token.noAdministrator", "email");
    return makeToken(trx, { ...wanted, ...ofPortal, ...byMachine, userId: user.id }, audit);
  },
});

/** The user's own tokens, newest first, without the tokens themselves. */
export const listMyTokens = accountQuery("token.listMine", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const rows = await listApiTokensOf(trx, actor.userId);
    return rows.map(({ reach, permissions, ...row }) => ({
      ...row,
      reach: reach as TokenReach,
      permissions: permissions as (Permission | PortalRight)[] | null,
    }));
  },
});

/** Revokes one of the user's own tokens, from its next request. */
export const deleteToken = accountCommand("token.delete", {
  did: "revoked their token",
  event: null,
  input: ownToken,
  token: "never",
  async run({ trx, actor, audit }, { id }) {
    const token = await findOwnApiToken(trx, actor.userId, id);
    if (!token) throw new AppError("unknown");
    const { organisationId } = token;
    await deleteOwnApiToken(trx, actor.userId, id);
    // It is logged in the organisation that the token had access to.
    if (organisationId) await enterOrganisation(trx, organisationId);
    audit({ ...(organisationId && { within: { organisationId } }), target: { id, name: token.name } });
    return { id };
  },
});

/** Every token of this organisation, with its holder. */
export const listTokens = organisationQuery("token.list", {
  input: inOrganisation,
  token: "never",
  permission: "member.update",
  async run({ trx, organisation }) {
    const rows = await listApiTokensIn(trx, organisation.id);
    return rows.map(({ permissions, ...row }) => ({
      ...row,
      reach: "organisation" as const,
      permissions: permissions as Permission[] | null,
    }));
  },
});

/** Revokes a member's token for this organisation. */
export const revokeToken = organisationCommand("token.revoke", {
  did: "revoked the token",
  event: null,
  input: oneToken,
  token: "never",
  permission: "member.update",
  whileSuspended: true,
  async run({ trx, organisation, actor, audit }, { id }) {
    const token = await findApiTokenIn(trx, organisation.id, id);
    const holder = token && (await findMember(trx, organisation.id, token.userId));
    if (!holder) throw new AppError("unknown");
    if (
      holder.userId !== actor.userId &&
      !isBelow(permissionsOfRole(holder.role, holder.permissions), organisation.permissions)
    )
      throw new AppError("member.ceiling");
    await deleteApiTokenIn(trx, organisation.id, id);
    audit({ target: { id, name: token.name } });
    return { id };
  },
});
