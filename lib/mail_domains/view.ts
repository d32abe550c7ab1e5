import type { listMailDomainsOf } from "@/db/queries/mail_domains";

type Row = Awaited<ReturnType<typeof listMailDomainsOf>>[number];

/** The TXT record that proves a mail domain. */
export const recordOf = ({ domain, token }: Pick<Row, "domain" | "token">) => ({
  name: `_guildhall-mail.${domain}`,
  text: `guildhall-mail=${token}`,
});

/** For findProof: only the record counts. */
export const wantedRecord = (row: Pick<Row, "domain" | "token">) => ({
  zone: row.domain,
  record: recordOf(row),
  nameServer: null,
});

/** A mail domain as its organisation sees it. */
export function toMailDomain(row: Row, hasZone: boolean) {
  const { id, domain, proof, provedAt, missingSince, createdAt } = row;
  const lost = proof === "zone" && !hasZone;
  return {
    ...{ id, domain, createdAt },
    /** By what it is verified; null as long as it isn’t. */
    proof: lost ? null : (proof as "zone" | "txt" | null),
    provedAt: lost ? null : provedAt,
    /** Since when the record of a verified domain is missing. */
    missingSince,
    record: recordOf(row),
  };
}
