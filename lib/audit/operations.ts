import { auditFacets, countAudit, listAudit, listBreaks, listHeads } from "@/db/queries/audit";
import { facesOf } from "@/db/queries/profiles";
import { countActivityInput, listActivityInput } from "@/lib/audit/schema";
import { organisationQuery, portalQuery } from "@/lib/kinds";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";
import { sightOf } from "@/lib/projects/sight";
import type { Organisation } from "@/lib/standing";

const dayMs = 86_400_000;
const withoutAddresses = ({ permissions }: Organisation) => !permissions.has("member.update");

/** What was done in an organisation, newest first, and what its filters can offer. */
export const listActivity = organisationQuery("auditLog.list", {
  input: listActivityInput,
  token: "organisation",
  permission: "auditLog.read",
  async run({ trx, organisation, actor: reader }, { actor, action, from, to, q, limit, cursor }) {
    const place = fromCursor(cursor, numberPattern);
    const rows = await listAudit(trx, sightOf(organisation, reader), {
      actorId: actor,
      operation: action,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(Date.parse(to) + dayMs) : undefined,
      words: q,
      withoutAddresses: withoutAddresses(organisation),
      before: place && { at: place.at, seq: Number(place.id) },
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ at, seq }) => ({ at, id: seq }));
    const items = page.items.map(({ seq, ...row }) => ({ ...row, seq: Number(seq) }));
    const actors = [...new Set(items.flatMap(({ actorId }) => actorId ?? []))];
    const faces = await facesOf(trx, organisation.id, actors);
    return { ...page, items, faces, ...(await auditFacets(trx, organisation.id)) };
  },
});

/** The same by number instead of by mark, with how many there are: for programs that page so. `from` and `to` are instants. */
export const countActivity = organisationQuery("auditLog.count", {
  input: countActivityInput,
  token: "organisation",
  permission: "auditLog.read",
  async run({ trx, organisation, actor: reader }, { actor, action, from, to, limit, offset }) {
    const filter = { actorId: actor, operation: action, from, to };
    const hidden = { withoutAddresses: withoutAddresses(organisation) };
    const rows = await listAudit(trx, sightOf(organisation, reader), { ...filter, ...hidden, limit, offset });
    const items = rows.map(({ seq, ...row }) => ({ ...row, seq: Number(seq) }));
    return { items, total: await countAudit(trx, sightOf(organisation, reader), filter) };
  },
});

/** Checks every chain of the log. `breaks` is empty when all are sound; `heads` are worth keeping elsewhere. */
export const verifyAudit = portalQuery("auditLog.verify", {
  input: nothing,
  run: async ({ trx }) => ({ breaks: await listBreaks(trx), heads: await listHeads(trx) }),
});
