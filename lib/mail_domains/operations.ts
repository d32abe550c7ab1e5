import type { Trx } from "@/db/client";
import {
  deleteMailDomain,
  findMailDomain,
  holdsZone,
  insertMailDomain,
  listMailDomainsOf,
  markProved,
} from "@/db/queries/mail_domains";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { spendOn } from "@/lib/kernel/rate";
import { hashOfDomain } from "@/lib/mail_domains/domain";
import { addMailDomainInput, oneMailDomain } from "@/lib/mail_domains/schema";
import { toMailDomain, wantedRecord } from "@/lib/mail_domains/view";
import { inOrganisation } from "@/lib/organisations/schema";
import { randomToken } from "@/lib/tokens";
import { findProof } from "@/lib/zones/claims/proof";

const mostDomains = 20;

async function viewed(trx: Trx, organisationId: string, id: string) {
  const row = await findMailDomain(trx, organisationId, id);
  if (!row) throw new AppError("unknown");
  return toMailDomain(row, await holdsZone(trx, organisationId, row.domain));
}

/** The organisation’s mail domains, each with the record that verifies it. */
export const listMailDomains = organisationQuery("mailDomain.list", {
  input: inOrganisation,
  token: "never",
  permission: "organisation.security",
  async run({ trx, organisation }) {
    const rows = await listMailDomainsOf(trx, organisation.id);
    return Promise.all(rows.map(async (row) => toMailDomain(row, await holdsZone(trx, organisation.id, row.domain))));
  },
});

/** Adds a mail domain. With an active zone of exactly this name here it is verified at once. */
export const addMailDomain = organisationCommand("mailDomain.add", {
  did: "added the mail domain",
  event: null,
  input: addMailDomainInput,
  token: "never",
  permission: "organisation.security",
  limits: [{ points: 60, seconds: 3_600, by: "actor" }],
  async run({ trx, organisation, audit }, { domain }) {
    const organisationId = organisation.id;
    if ((await listMailDomainsOf(trx, organisationId)).length >= mostDomains) throw new AppError("mailDomain.limit");
    const domainHash = hashOfDomain(domain);
    const id = await insertMailDomain(trx, { organisationId, domain, domainHash, token: randomToken() });
    if (!id) throw fieldError("mailDomain.known", "domain");
    const byZone =
      (await holdsZone(trx, organisationId, domain)) &&
      (await markProved(trx, { organisationId, id, domainHash }, "zone"));
    audit({ target: { id, name: domain }, after: byZone ? { proof: "zone" } : {} });
    return viewed(trx, organisationId, id);
  },
});

/**
 * Verifies a mail domain by an active zone here or its TXT record.
 * @throws CONFLICT if neither is there, or another organisation verified it · UPSTREAM when no server answers
 */
export const verifyMailDomain = organisationCommand("mailDomain.verify", {
  did: "verified the mail domain",
  event: null,
  input: oneMailDomain,
  token: "never",
  permission: "organisation.security",
  limits: [{ points: 120, seconds: 3_600, by: "actor" }],
  async check({ trx, organisation }, { mailDomain }) {
    const row = await findMailDomain(trx, organisation.id, mailDomain);
    if (!row) throw new AppError("unknown");
    return { row, byZone: await holdsZone(trx, organisation.id, row.domain) };
  },
  async prepare(_input, { row, byZone }) {
    if (byZone) return "zone" as const;
    // Each check queries other people’s servers.
    await spendOn("mailDomain.verify", { subject: row.id, about: row.domain }, 10, 60);
    const proof = await findProof(wantedRecord(row));
    return proof === "record" ? ("txt" as const) : proof;
  },
  async run({ trx, organisation, audit, prepared: seen }, { mailDomain: id }) {
    const organisationId = organisation.id;
    const row = await findMailDomain(trx, organisationId, id);
    if (!row) throw new AppError("unknown");
    if (seen === "silent") throw new AppError("mailDomain.unanswered");
    const proof = seen === "zone" && !(await holdsZone(trx, organisationId, row.domain)) ? "none" : seen;
    if (proof !== "zone" && proof !== "txt") throw new AppError("mailDomain.unproved");
    if (!(await markProved(trx, { organisationId, id, domainHash: hashOfDomain(row.domain) }, proof)))
      throw new AppError("mailDomain.taken");
    const isNew = row.provedAt === null || row.proof !== proof;
    audit(isNew ? { target: { id, name: row.domain }, after: { proof } } : null);
    return viewed(trx, organisationId, id);
  },
});

/** Removes a mail domain: from then on nobody signs in by its addresses through the organisation’s own sign-in. */
export const removeMailDomain = organisationCommand("mailDomain.remove", {
  did: "removed the mail domain",
  event: null,
  input: oneMailDomain,
  token: "never",
  permission: "organisation.security",
  async run({ trx, organisation, audit }, { mailDomain: id }) {
    const domain = await deleteMailDomain(trx, organisation.id, id);
    if (!domain) throw new AppError("unknown");
    audit({ target: { id, name: domain } });
    return { domain };
  },
});
