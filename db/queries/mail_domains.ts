import { sql } from "kysely";
import type { Trx } from "@/db/client";

const columns = ["id", "organisationId", "domain", "token", "proof", "provedAt", "missingSince", "createdAt"] as const;

/** Whether an active zone of this organisation has exactly this name. */
export async function holdsZone(trx: Trx, organisationId: string, domain: string): Promise<boolean> {
  const row = await trx
    .selectFrom("zones")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where("name", "=", domain)
    .where("state", "=", "active")
    .executeTakeFirst();
  return row !== undefined;
}

export async function listMailDomainsOf(trx: Trx, organisationId: string) {
  return trx
    .selectFrom("mailDomains")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .orderBy("domain")
    .execute();
}

export async function findMailDomain(trx: Trx, organisationId: string, id: string) {
  return trx
    .selectFrom("mailDomains")
    .select(columns)
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
}

interface NewDomain {
  organisationId: string;
  domain: string;
  domainHash: Buffer;
  token: string;
}

/** @returns its id; undefined if the organisation has it already */
export async function insertMailDomain(trx: Trx, row: NewDomain): Promise<string | undefined> {
  const inserted = await trx
    .insertInto("mailDomains")
    .values(row)
    .onConflict((conflict) => conflict.columns(["organisationId", "domain"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted?.id;
}

/** Whoever proved a domain. Nobody needs to be known yet: the hash opens this one row. */
export async function findProvedDomain(trx: Trx, domainHash: Buffer) {
  await sql`select set_config('app.secret', ${domainHash.toString("hex")}, true)`.execute(trx);
  return trx
    .selectFrom("mailDomains")
    .select(["id", "organisationId", "domain", "proof"])
    .where("domainHash", "=", domainHash)
    .where("provedAt", "is not", null)
    .executeTakeFirst();
}

/**
 * Notes that an organisation proved a domain. Under a lock of the domain’s, so of several organisations one succeeds.
 * @returns whether no other organisation has proved it
 */
export async function markProved(
  trx: Trx,
  { organisationId, id, domainHash }: { organisationId: string; id: string; domainHash: Buffer },
  proof: "zone" | "txt",
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail domain ${domainHash.toString("hex")}`}, 0))`.execute(
    trx,
  );
  const known = await findProvedDomain(trx, domainHash);
  if (known && known.organisationId !== organisationId) return false;
  await trx
    .updateTable("mailDomains")
    .set({ proof, provedAt: sql`coalesce(proved_at, now())`, lookedAt: sql`now()`, missingSince: null })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .execute();
  return true;
}

/** @returns its domain; undefined if there was none */
export async function deleteMailDomain(trx: Trx, organisationId: string, id: string): Promise<string | undefined> {
  const row = await trx
    .deleteFrom("mailDomains")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .returning("domain")
    .executeTakeFirst();
  return row?.domain;
}

/** Takes proved domains that nobody looked at for a day, and marks them as looked at now. For the portal’s scope. */
export async function takeDueDomains(trx: Trx, limit: number) {
  return trx
    .updateTable("mailDomains")
    .set({ lookedAt: sql`now()` })
    .where("id", "in", (due) =>
      due
        .selectFrom("mailDomains as due")
        .select("due.id")
        .where("due.provedAt", "is not", null)
        .where("due.lookedAt", "<", sql<Date>`now() - interval '1 day'`)
        .orderBy("due.lookedAt")
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "organisationId", "domain", "token", "proof"])
    .execute();
}

/** Notes that a proof is there again. */
export async function noteThere(trx: Trx, organisationId: string, id: string): Promise<void> {
  await trx
    .updateTable("mailDomains")
    .set({ missingSince: null })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("missingSince", "is not", null)
    .execute();
}

/**
 * Notes that a proof is missing; if it has been for so many days, it counts no more.
 * @returns the domain, if its proof ended now
 */
export async function noteMissing(trx: Trx, organisationId: string, id: string, days: number) {
  const ended = sql<boolean>`missing_since < now() - make_interval(days => ${days})`;
  const row = await trx
    .updateTable("mailDomains")
    .set({
      missingSince: sql`case when ${ended} then null else coalesce(missing_since, now()) end`,
      provedAt: sql`case when ${ended} then null else proved_at end`,
      proof: sql`case when ${ended} then null else proof end`,
    })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("provedAt", "is not", null)
    .returning(["domain", "provedAt"])
    .executeTakeFirst();
  return row && row.provedAt === null ? row.domain : null;
}
