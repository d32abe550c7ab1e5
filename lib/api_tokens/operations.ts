import { randomUUID } from "node:crypto";
import {
  countApiTokens,
  deleteApiTokenIn,
  deleteOwnApiToken,
  findOwnApiToken,
  insertApiToken,
  listApiTokensIn,
  listApiTokensOf,
} from "@/db/queries/api_tokens";
import { enterOrganisation } from "@/db/queries/scope";
import { lockUser } from "@/db/queries/users";
import type { Permission } from "@/lib/access";
import { createTokenInput, oneToken, ownToken } from "@/lib/api_tokens/schema";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery, organisationCommand, organisationQuery } from "@/lib/kinds";
import { tokensEach } from "@/lib/limits";
import { inOrganisation, nothing } from "@/lib/organisations/schema";
import { hashToken, randomToken } from "@/lib/tokens";

const dayMs = 86_400_000;

/** Makes a token for programs. It is shown this once; the database keeps its hash. */
export const createToken = organisationCommand("token.create", {
  input: createTokenInput,
  token: "never",
  permission: "membership",
  // The user's row is the lock: the limit counts what one person holds.
  lock: "none",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  async run({ trx, organisation, actor, audit }, { name, reach, permissions, expiresInDays }) {
    await lockUser(trx, actor.userId);
    const only = reach === "organisation" ? organisation.id : null;
    if ((await countApiTokens(trx, actor.userId, only)) >= tokensEach) throw new AppError("token.limit");
    if (permissions?.some((permission) => !organisation.permissions.has(permission)))
      throw fieldError("token.permission", "permissions");
    const id = randomUUID();
    const token = `gh_${randomToken()}`;
    const expiresAt = expiresInDays ? new Date(Date.now() + expiresInDays * dayMs) : null;
    await insertApiToken(trx, {
      id,
      userId: actor.userId,
      reach,
      organisationId: only,
      homeOrganisationId: only ? null : organisation.id,
      name,
      tokenHash: hashToken(token),
      permissions: permissions ?? null,
      expiresAt,
    });
    audit({
      ...(only ? {} : { within: { userId: actor.userId } }),
      target: { id, name },
      after: { reach, ...(permissions && { permissions: permissions.join(", ") }), ...(expiresAt && { expiresAt }) },
    });
    return { id, name, reach, expiresAt, token };
  },
});

/** One's own tokens, newest first. None shows the token itself. */
export const listMyTokens = accountQuery("token.listMine", {
  input: nothing,
  token: "never",
  async run({ trx, actor }) {
    const rows = await listApiTokensOf(trx, actor.userId);
    return rows.map(({ reach, permissions, ...row }) => ({
      ...row,
      reach: reach as "organisation" | "account",
      permissions: permissions as Permission[] | null,
    }));
  },
});

/** Ends one of one's own tokens, from its next call on. */
export const deleteToken = accountCommand("token.delete", {
  input: ownToken,
  token: "never",
  async run({ trx, actor, audit }, { id }) {
    const token = await findOwnApiToken(trx, actor.userId, id);
    if (!token) throw new AppError("unknown");
    const { organisationId } = token;
    await deleteOwnApiToken(trx, actor.userId, id);
    // Its end belongs into the log of the organisation that it opened.
    if (organisationId) await enterOrganisation(trx, organisationId);
    audit({ ...(organisationId && { within: { organisationId } }), target: { id, name: token.name } });
    return { id };
  },
});

/** Every token that opens this organisation, with who holds it. */
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

/** Ends somebody's token for this organisation. */
export const revokeToken = organisationCommand("token.revoke", {
  input: oneToken,
  token: "never",
  permission: "member.update",
  async run({ trx, organisation, audit }, { id }) {
    const name = await deleteApiTokenIn(trx, organisation.id, id);
    if (name === undefined) throw new AppError("unknown");
    audit({ target: { id, name } });
    return { id };
  },
});
