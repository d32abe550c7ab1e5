import type { Trx } from "@/db/client";
import { listMailDomainsOf } from "@/db/queries/mail_domains";
import {
  deleteOwnSignIn,
  endConfinedSessions,
  findOwnSignIn,
  type GivenRole,
  isOwnSignInRequired,
  listGivenRoles,
  replaceGivenRoles,
  saveOwnSignIn,
  setOwnSignInRequired,
} from "@/db/queries/own_sign_ins";
import { AppError, fieldError } from "@/lib/errors";
import { callbackOf } from "@/lib/identities/exchange";
import type { Organisation } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { inOrganisation } from "@/lib/organisations/schema";
import { providerId, secretPlace, toProvider } from "@/lib/own_sign_in/provider";
import { requireOwnSignInInput, setOwnSignInInput } from "@/lib/own_sign_in/schema";
import { tryProvider } from "@/lib/own_sign_in/trial";
import { grantableRole } from "@/lib/roles/resolve";
import { seal } from "@/lib/secrets";
import { hostOf } from "@/lib/webhooks/address";

/** The organisation’s own sign-in, without its secret, and where its provider sends people back to. */
export const readOwnSignIn = organisationQuery("ownSignIn.read", {
  input: inOrganisation,
  token: "never",
  permission: "organisation.security",
  async run({ trx, organisation }) {
    const row = await findOwnSignIn(trx, organisation.id);
    const roles = await listGivenRoles(trx, organisation.id);
    const { secret: _, organisationId: __, ...shown } = row ?? { secret: null, organisationId: null };
    return {
      callbackUrl: callbackOf({ id: providerId(organisation.id) }).href,
      required: await isOwnSignInRequired(trx, organisation.id),
      provider: row
        ? {
            ...(shown as Omit<typeof row, "secret" | "organisationId">),
            roles: roles.map(({ value, name }) => ({ value, role: name })),
          }
        : null,
    };
  },
});

async function rolesOf(trx: Trx, organisation: Organisation, given: { value: string; role: string }[]) {
  const roles: GivenRole[] = [];
  for (const [index, { value, role: name }] of given.entries()) {
    const { role, customRoleId } = await grantableRole(trx, organisation, name, `roles.${index}.role`);
    roles.push({ value, role, customRoleId });
  }
  return roles;
}

/** Sets the organisation’s own sign-in, or changes it. A verified mail domain comes first. */
export const setOwnSignIn = organisationCommand("ownSignIn.set", {
  did: ({ before }) => (before ? "changed the own sign-in of" : "set up an own sign-in for"),
  event: "organisation.changed",
  input: setOwnSignInInput,
  fresh: true,
  token: "never",
  permission: "organisation.security",
  async run({ trx, organisation, audit }, { organisation: _, clientSecret, roles: given, ...wanted }) {
    const { id, name } = organisation;
    // What can be refused without a look-up; each connection is judged again.
    hostOf(wanted.issuer, "issuer");
    const domains = await listMailDomainsOf(trx, id);
    if (!domains.some(({ provedAt }) => provedAt !== null)) throw new AppError("ownSignIn.domainFirst");
    const before = await findOwnSignIn(trx, id);
    const isSame = before?.issuer === wanted.issuer && before.clientId === wanted.clientId;
    // A stored secret isn’t sent to another provider.
    if (!clientSecret && !isSame) throw fieldError("ownSignIn.secret", "clientSecret");
    const secret = clientSecret ? seal(secretPlace(id), clientSecret) : (before?.secret as Buffer);
    const roles = await rolesOf(trx, organisation, given);
    const roleClaim = wanted.roleClaim || null;
    await saveOwnSignIn(trx, id, { ...wanted, roleClaim, secret });
    await replaceGivenRoles(trx, id, roles);
    // Who came in by another provider comes in again by this one.
    if (before && !isSame) await endConfinedSessions(trx, id);
    const shown = ({ issuer, clientId, joining }: { issuer: string; clientId: string; joining: string }) => ({
      issuer,
      clientId,
      joining,
    });
    audit({
      target: { id, name },
      ...(before && { before: shown(before) }),
      after: {
        ...shown(wanted),
        ...(clientSecret && { secret: "new" }),
        ...(roleClaim && {
          roles: given.map(({ value, role }) => `${value}: ${role}`).join(", "),
          unmapped: wanted.unmapped,
        }),
      },
    });
    return { issuer: wanted.issuer };
  },
});

/** Removes the organisation’s own sign-in, ends its sessions, and no longer requires it. */
export const removeOwnSignIn = organisationCommand("ownSignIn.remove", {
  did: "removed the own sign-in of",
  event: "organisation.changed",
  input: inOrganisation,
  fresh: true,
  token: "never",
  permission: "organisation.security",
  async run({ trx, organisation, audit }) {
    const { id, name } = organisation;
    const before = await findOwnSignIn(trx, id);
    if (!before || !(await deleteOwnSignIn(trx, id))) throw new AppError("unknown");
    await setOwnSignInRequired(trx, id, false);
    await endConfinedSessions(trx, id);
    audit({ target: { id, name }, before: { issuer: before.issuer } });
    return {};
  },
});

/** Requires the own sign-in of everybody but the owner, from their next request on, or ends that. */
export const requireSignIn = organisationCommand("ownSignIn.require", {
  did: ({ after }) => (after?.required ? "now requires the own sign-in in" : "no longer requires the own sign-in in"),
  event: "organisation.changed",
  input: requireOwnSignInInput,
  fresh: true,
  token: "never",
  permission: "organisation.security",
  async run({ trx, organisation, audit }, { required }) {
    const { id, name } = organisation;
    if (required && !(await findOwnSignIn(trx, id))) throw new AppError("ownSignIn.providerFirst");
    const before = await isOwnSignInRequired(trx, id);
    if (before !== required) await setOwnSignInRequired(trx, id, required);
    audit(before === required ? null : { target: { id, name }, before: { required: before }, after: { required } });
    return { required };
  },
});

/** Asks the provider what it says about itself, and tells what is wrong. */
export const testOwnSignIn = organisationQuery("ownSignIn.test", {
  input: inOrganisation,
  token: "never",
  permission: "organisation.security",
  limits: [{ points: 30, seconds: 900, by: "actor" }],
  async check({ trx, organisation }) {
    const row = await findOwnSignIn(trx, organisation.id);
    if (!row) throw new AppError("unknown");
    return toProvider(row, organisation.name);
  },
  prepare: (_input, provider) => tryProvider(provider),
  run: async ({ prepared }) => prepared,
});
