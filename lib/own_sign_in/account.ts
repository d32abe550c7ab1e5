import type { Trx } from "@/db/client";
import { findOwnIdentity, findOwnIdentityOf, insertOwnIdentity, useOwnIdentity } from "@/db/queries/own_identities";
import { enterUser } from "@/db/queries/scope";
import { findUserByEmail, insertUser, isSetUp, lockUser } from "@/db/queries/users";
import { proveAddress } from "@/lib/accounts/proof";
import { nameFor } from "@/lib/accounts/schema";
import { AppError } from "@/lib/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { findHolder } from "@/lib/own_sign_in/find";
import type { Person } from "@/lib/own_sign_in/person";
import { providerId } from "@/lib/own_sign_in/provider";
import type { Joining } from "@/lib/own_sign_in/schema";

/**
 * The address, if the provider may speak for it: of a domain that this organisation, and no other, has proved as of now.
 * @throws FORBIDDEN
 */
export async function requireOwnAddress(
  trx: Trx,
  organisationId: string,
  { address, verified }: Person,
): Promise<string> {
  if (!address || (await findHolder(trx, address)) !== organisationId) throw new AppError("ownSignIn.address");
  if (!verified) throw new AppError("ownSignIn.unverified");
  return address;
}

type Tools = CommandTools & { prepared: { person: Person; issuer: string } };
interface At {
  organisationId: string;
  issuer: string;
  address: string;
  joining: Joining;
}

/** The account that somebody at the provider is: the linked one, or a new one. Locked. @throws the refusal */
export async function accountOf(tools: Tools, { joining, ...at }: At) {
  const { trx, prepared } = tools;
  const { subject } = prepared.person;
  const known = await findOwnIdentity(trx, { ...at, subject });
  if (known) {
    const account = await lockUser(trx, known.userId);
    // Unlinked a moment ago, before the account was locked.
    if (!account || !(await useOwnIdentity(trx, { ...at, subject, userId: account.id })))
      throw new AppError("provider.flow");
    return account;
  }
  const there = await findUserByEmail(trx, at.address);
  const account = there ? await takeKnown(tools, at, there.id) : await makeAccount(tools, at, joining);
  if (!account) throw new AppError("provider.flow");
  return account;
}

/**
 * An account that exists already is its holder’s, who may have more than this organisation: the provider doesn’t open it before they
 * linked it themselves. Only if nobody ever verified the address it is given to whoever the organisation says has it.
 */
async function takeKnown(tools: Tools, at: Omit<At, "joining">, id: string) {
  const { trx, prepared } = tools;
  const { subject } = prepared.person;
  const account = await lockUser(trx, id);
  if (!account) return undefined;
  const linked = await findOwnIdentityOf(trx, at.organisationId, id);
  if (linked) {
    // The organisation moved to another provider: whom it knew by the address, it knows by it there.
    if (linked.issuer === at.issuer) throw new AppError("ownSignIn.otherPerson");
    await useOwnIdentity(trx, { ...at, subject, userId: id });
    return account;
  }
  // Administrators sign in as before, as in futureOwner.
  if (account.emailVerifiedAt || account.portalAdmin) throw new AppError("ownSignIn.unlinked");
  await enterUser(trx, id);
  await proveAddress(tools, { id, email: account.email, keepSession: null });
  if (!(await insertOwnIdentity(trx, { ...at, subject, userId: id, used: true }))) return undefined;
  // Read again: a stranger's second factor went with the proof.
  return lockUser(trx, id);
}

async function makeAccount(tools: Tools, at: Omit<At, "joining">, joining: Joining) {
  const { trx, prepared, audit } = tools;
  const { person } = prepared;
  // Nobody who is no member yet gets in.
  if (joining === "members") throw new AppError("ownSignIn.noMember");
  if (!(await isSetUp(trx))) throw new AppError("setup.pending");
  const name = nameFor(person.name, at.address);
  const made = await insertUser(trx, { email: at.address, name, passwordHash: null, verified: true });
  if (!made) throw new AppError("ownSignIn.unlinked");
  await insertOwnIdentity(trx, { ...at, subject: person.subject, userId: made.id, used: true });
  audit({
    ...{ operation: "account.signUp", event: null, within: { userId: made.id }, actor: made },
    ...{
      target: { id: made.id, name: at.address },
      after: { by: "organisation", provider: providerId(at.organisationId) },
    },
  });
  return lockUser(trx, made.id);
}
