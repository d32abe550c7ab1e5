import { holdsZone, noteMissing, noteThere, takeDueDomains } from "@/db/queries/mail_domains";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { seenDomainInput } from "@/lib/mail_domains/schema";
import { wantedRecord } from "@/lib/mail_domains/view";
import { nothing } from "@/lib/organisations/schema";

/** For so many days a proof may be missing: a mistake in DNS mustn’t lock people out at once. */
const forgivenDays = 7;

/** The verified mail domains that are due to be looked at. */
export const dueMailDomains = systemCommand("mailDomain.due", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to a domain yet" },
  event: null,
  async run({ trx }) {
    const rows = await takeDueDomains(trx, 100);
    return Promise.all(
      rows.map(async (row) => ({
        ...{ mailDomain: row.id, organisationId: row.organisationId, wanted: wantedRecord(row) },
        hasZone: await holdsZone(trx, row.organisationId, row.domain),
      })),
    );
  },
});

/** Notes whether the proof of a mail domain is still there. After seven days without it the domain isn’t verified any more. */
export const noteMailDomain = systemCommand("mailDomain.note", {
  did: "found no proof any more of the mail domain",
  event: null,
  input: seenDomainInput,
  scope: ({ organisationId }) => ({ organisationId }),
  async run({ trx, audit }, { mailDomain: id, organisationId, seen }) {
    const ended = seen === "missing" ? await noteMissing(trx, organisationId, id, forgivenDays) : null;
    if (seen === "there") await noteThere(trx, organisationId, id);
    audit(ended ? { target: { id, name: ended } } : null);
    return { ended: ended !== null };
  },
});
