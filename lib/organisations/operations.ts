import type { Trx } from "@/db/client";
import { countHeldHandles, handleState, holdHandle, takeHandle } from "@/db/queries/handles";
import { countPending } from "@/db/queries/invitations";
import {
  countOwned,
  findStart,
  listOrganisationsOf,
  noteOpened,
  setDefaultOrganisation,
  updateOrganisationRow,
} from "@/db/queries/organisations";
import { deleteOrganisationPicture, findLook, setLogo } from "@/db/queries/pictures";
import { findUse } from "@/db/queries/pools";
import { countSeenServers } from "@/db/queries/servers";
import type { Sight } from "@/db/queries/sight";
import { roleName } from "@/lib/access";
import { wantedLogo } from "@/lib/avatars/logo_change";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import type { Organisation } from "@/lib/kernel/entry";
import { accountCommand, accountQuery, organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { handleHeldDays, heldHandles, type PortalTier, portalTiers } from "@/lib/limits";
import { foundOrganisation } from "@/lib/organisations/create";
import { handle as handleSchema } from "@/lib/organisations/handle";
import { listOrganisationsInput } from "@/lib/organisations/list_schema";
import { mayFound, ownedLimitOf } from "@/lib/organisations/may_create";
import {
  checkHandleInput,
  createOrganisationInput,
  inOrganisation,
  nothing,
  updateOrganisationInput,
} from "@/lib/organisations/schema";
import { toListed } from "@/lib/organisations/view";
import { toPool } from "@/lib/pools/require";
import type { Pool } from "@/lib/pools/words";
import { sightOf } from "@/lib/projects/sight";
import { grantableRole } from "@/lib/roles/resolve";
import type { Limits } from "@/lib/tiers/words";

/** The user's organisations, by default the most recently opened first, at most 200. */
export const listOrganisations = accountQuery("organisation.list", {
  input: listOrganisationsInput,
  token: "account",
  whileConfined: true,
  async run({ trx, actor }, { q, role, sort }) {
    const by = sort.replace("-", "") as "opened" | "name" | "members";
    const wanted = { q, role, by, backwards: sort.startsWith("-"), limit: 200 };
    const rows = await listOrganisationsOf(trx, actor.userId, wanted);
    const { confinedTo } = actor;
    return (confinedTo === null ? rows : rows.filter(({ id }) => id === confinedTo)).map(toListed);
  },
});

/** The user's current organisation: the active one, else the default, else the last opened; null if they are in none. */
export const activeOrganisation = accountQuery("organisation.active", {
  input: nothing,
  token: "organisation",
  whileConfined: true,
  async run({ trx, actor }) {
    const row = await findStart(trx, actor.userId, actor.activeOrganisationId);
    if (actor.confinedTo !== null && row?.id !== actor.confinedTo) return null;
    return row ? toListed({ ...row, isDefault: false }) : null;
  },
});

/** Whether the user may create an organisation, so that it isn't offered in vain, and how many they may own. */
export const readMayFound = accountQuery("organisation.mayCreate", {
  input: nothing,
  token: "account",
  whileConfined: true,
  run: async ({ trx, actor }) => ({
    mayFound: await mayFound(trx, actor),
    ownedLimit: await ownedLimitOf(trx, actor.userId),
  }),
});

/** Whether a handle is available right now, and if not, why. */
export const checkHandle = accountQuery("organisation.checkHandle", {
  input: checkHandleInput,
  token: "account",
  whileConfined: true,
  limits: [{ points: 120, seconds: 60, by: "actor" }],
  async run({ trx }, { handle }): Promise<{ taken: boolean; reason?: string }> {
    const parsed = handleSchema.safeParse(handle);
    if (!parsed.success) return { taken: true, reason: parsed.error.issues[0]?.message };
    const state = await handleState(trx, parsed.data);
    if (state === "free") return { taken: false };
    return { taken: true, reason: fieldError(state === "held" ? "handle.held" : "handle.taken", "handle").message };
  },
});

/** Creates an organisation; the user becomes its owner. */
export const createOrganisation = accountCommand("organisation.create", {
  did: "created",
  event: null,
  input: createOrganisationInput,
  token: "account",
  limits: [{ points: 60, seconds: 3600, by: "actor" }],
  lock: "owner",
  async run({ trx, caller, actor, audit, enqueue }, { name, handle, logo: given }) {
    const logo = wantedLogo(given) ?? null;
    if (canMail() && !actor.verified) throw new AppError("account.unverified");
    if (!(await mayFound(trx, actor))) throw new AppError("organisation.creationClosed");
    if ((await countOwned(trx, actor.userId)) >= (await ownedLimitOf(trx, actor.userId)))
      throw new AppError("organisation.limit");
    const created = await foundOrganisation(
      { trx, audit, caller },
      { name, handle, owner: { id: actor.userId, name: actor.name } },
    );
    if (logo) {
      await setLogo(trx, created.id, { logo });
      enqueue("logo", { organisationId: created.id });
    }
    audit({
      within: { organisationId: created.id },
      target: { id: created.id, name: created.name },
      after: { name: created.name, handle: created.handle, ...(logo && { logo }) },
    });
    return {
      ...created,
      portalTier: created.portalTier as PortalTier,
      orgRole: "owner" as const,
      defaultRole: "member",
      avatar: null,
      logo,
    };
  },
});

/** One organisation, with the user's permissions in it. */
export const readOrganisation = organisationQuery("organisation.read", {
  input: inOrganisation,
  token: "organisation",
  permission: "membership",
  async run({ trx, organisation, actor }) {
    const { permissions, held: _, portalTier, role: orgRole, ...rest } = organisation;
    const { avatar, logo, logoProblem } = await findLook(trx, organisation.id);
    const { serverCount, pool, limits } = await useOf(trx, sightOf(organisation, actor));
    return {
      ...rest,
      avatar,
      logo,
      /** Why its logo couldn’t be fetched, for users who may set another. */
      logoProblem: permissions.has("organisation.update") ? logoProblem : null,
      orgRole,
      portalTier,
      tierName: portalTiers[portalTier].displayName,
      serverCount,
      maxServers: limits.servers.most,
      pool,
      maxInvitations: limits.invitations.most,
      limits,
      permissions: [...permissions],
      pendingInvitations: permissions.has("member.create") ? await countPending(trx, organisation.id) : null,
    };
  },
});

/** What it may have, and what its servers have. A restricted user sees only their projects, and therefore no pool. */
async function useOf(trx: Trx, sight: Sight): Promise<{ serverCount: number; pool: Pool | null; limits: Limits }> {
  const { serverCount, pool, limits } = await findUse(trx, sight.organisationId);
  if (sight.narrowedTo === null) return { serverCount, pool: toPool(pool), limits };
  return { serverCount: await countSeenServers(trx, sight), pool: null, limits };
}

function summary({ id, name, handle, ownerId, portalTier, memberCount, createdAt, defaultRole }: Organisation) {
  return { id, name, handle, ownerId, portalTier, memberCount, createdAt, defaultRole };
}

/**
 * Changes name, handle, default role and logo, by the owner. The old handle redirects here for a while and nobody else can
 * take it; a job fetches the logo. `before` has the previous name and handle.
 */
export const updateOrganisation = organisationCommand("organisation.update", {
  did: ({ before, after }) =>
    before && before.name === after?.name && before.handle === after?.handle ? "changed" : "renamed",
  event: "organisation.changed",
  input: updateOrganisationInput,
  token: "organisation",
  permission: "organisation.update",
  limits: [{ points: 30, seconds: 86_400, by: "actor" }],
  async run({ trx, organisation, audit, enqueue }, input) {
    const { name = organisation.name, handle = organisation.handle, defaultRole } = input;
    const role = await changedDefault(trx, organisation, defaultRole);
    const look = await findLook(trx, organisation.id);
    const logo = wantedLogo(input.logo, look);
    const before = { name: organisation.name, handle: organisation.handle };
    if (name === before.name && handle === before.handle && !role && logo === undefined) {
      audit(null);
      return { ...summary(organisation), ...pick(look), before };
    }
    if (handle !== before.handle) {
      if (!(await takeHandle(trx, handle, organisation.id)))
        throw fieldError((await handleState(trx, handle)) === "held" ? "handle.held" : "handle.taken", "handle");
      if ((await countHeldHandles(trx, organisation.id)) >= heldHandles) throw fieldError("handle.tooMany", "handle");
      await holdHandle(trx, before.handle, organisation.id, handleHeldDays);
    }
    const columns = role && { defaultRole: role.role, defaultCustomRoleId: role.customRoleId };
    await updateOrganisationRow(trx, organisation.id, { name, handle, ...columns });
    if (logo !== undefined) await setLogo(trx, organisation.id, { logo });
    if (logo === null) await deleteOrganisationPicture(trx, organisation.id);
    if (logo) enqueue("logo", { organisationId: organisation.id });
    audit({
      target: { id: organisation.id, name },
      before: { ...before, ...(role && { usualRole: roleName(organisation.defaultRole) }) },
      after: { name, handle, ...(role && { usualRole: roleName(role.name) }), ...(logo !== undefined && { logo }) },
    });
    const defaultRoleName = role?.name ?? organisation.defaultRole;
    const seen = logo === undefined ? pick(look) : { avatar: logo === null ? null : look.avatar, logo };
    return { ...summary({ ...organisation, name, handle, defaultRole: defaultRoleName }), ...seen, before };
  },
});

const pick = ({ avatar, logo }: { avatar: string | null; logo: string | null }) => ({ avatar, logo });

async function changedDefault(trx: Trx, organisation: Organisation, name: string | undefined) {
  if (name === undefined || name === organisation.defaultRole) return null;
  return grantableRole(trx, organisation, name, "defaultRole");
}

/** Makes this the session's active organisation. */
export const selectOrganisation = organisationCommand("organisation.select", {
  input: inOrganisation,
  token: "never",
  permission: "membership",
  whileSuspended: true,
  lock: "none",
  limits: [{ points: 300, seconds: 60, by: "actor" }],
  did: { unaudited: "a stamp of last use" },
  event: null,
  async run({ trx, organisation, actor }) {
    await noteOpened(trx, { userId: actor.userId, sessionId: actor.sessionId, organisationId: organisation.id });
    return { id: organisation.id };
  },
});

/** Makes this the default organisation, in which a new sign-in starts. */
export const makeDefault = organisationCommand("organisation.setDefault", {
  did: "made the default",
  event: null,
  input: inOrganisation,
  token: "account",
  permission: "membership",
  whileSuspended: true,
  lock: "none",
  async run({ trx, organisation, actor, audit }) {
    await setDefaultOrganisation(trx, actor.userId, organisation.id);
    audit({ within: { userId: actor.userId }, target: { id: organisation.id, name: organisation.name } });
    return { id: organisation.id };
  },
});
