import type { Trx } from "@/db/client";
import { findProvedDomain, holdsZone } from "@/db/queries/mail_domains";
import { findEntered, findOwnSignIn } from "@/db/queries/own_sign_ins";
import { enterOrganisation } from "@/db/queries/scope";
import { domainOf, hashOfDomain } from "@/lib/mail_domains/domain";

/**
 * The organisation that proved the domain of an address, as of now: a zone counts only as long as it is active there. The
 * transaction is in that organisation’s scope afterwards.
 */
export async function findHolder(trx: Trx, address: string): Promise<string | null> {
  const found = await findProvedDomain(trx, hashOfDomain(domainOf(address)));
  if (!found) return null;
  await enterOrganisation(trx, found.organisationId);
  if (found.proof === "zone" && !(await holdsZone(trx, found.organisationId, found.domain))) return null;
  return found.organisationId;
}

/** An organisation with its sign-in, if it has one and isn’t deleted; in its scope. */
export async function findWithSignIn(trx: Trx, organisationId: string) {
  await enterOrganisation(trx, organisationId);
  const organisation = await findEntered(trx, organisationId);
  const row = organisation && (await findOwnSignIn(trx, organisationId));
  return organisation && row ? { organisation, row } : null;
}
