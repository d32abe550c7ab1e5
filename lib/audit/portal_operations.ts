import { listBreaks } from "@/db/queries/audit";
import { avatarsOf, countChains, listPortalAudit, portalFacets } from "@/db/queries/portal_audit";
import { listPortalActivityInput } from "@/lib/audit/portal_schema";
import { portalQuery } from "@/lib/kernel/portal_kinds";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";

const dayMs = 86_400_000;

/** The portal's own log, newest first, with the options of its filters. */
export const listPortalActivity = portalQuery("auditLog.listPortal", {
  input: listPortalActivityInput,
  async run({ trx }, { actor, action, from, to, q, limit, cursor }) {
    const place = fromCursor(cursor, numberPattern);
    const rows = await listPortalAudit(trx, {
      actorId: actor,
      operation: action,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(Date.parse(to) + dayMs) : undefined,
      words: q,
      before: place && { at: place.at, seq: Number(place.id) },
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ at, seq }) => ({ at, id: seq }));
    const items = page.items.map(({ seq, ...row }) => ({ ...row, seq: Number(seq) }));
    const faces = await avatarsOf(trx, [...new Set(items.flatMap(({ actorId }) => actorId ?? []))]);
    return { ...page, items, faces, ...(await portalFacets(trx)) };
  },
});

/** The most breaks that are named; more than a few have one cause. */
const namedBreaks = 100;

/** Checks every chain of the log, the portal's, the organisations' and the users', as `audit verify` does. Reads the whole log. */
export const checkChains = portalQuery("auditLog.check", {
  input: nothing,
  async run({ trx }) {
    const breaks = await listBreaks(trx);
    return { chains: await countChains(trx), broken: breaks.length, breaks: breaks.slice(0, namedBreaks) };
  },
});
