import type { z } from "zod";
import type { Trx } from "@/db/client";
import { type AuditFilter, auditFacets, countAudit, listAudit, listBreaks, listHeads } from "@/db/queries/audit";
import { facesOf } from "@/db/queries/profiles";
import { listProjectsOf } from "@/db/queries/projects";
import type { Sight } from "@/db/queries/sight";
import { emailsOf } from "@/db/queries/users";
import type { JsonObject } from "@/db/schema";
import { countActivityInput, listActivityInput } from "@/lib/audit/schema";
import type { Organisation } from "@/lib/kernel/entry";
import { organisationQuery, portalQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";
import { sightOf } from "@/lib/projects/sight";

const dayMs = 86_400_000;
/** Rows as this reader may see them: a server's move doesn't name a project that they can't see. */
async function listRows(trx: Trx, sight: Sight, filter: AuditFilter) {
  const rows = await listAudit(trx, sight, filter);
  if (sight.narrowedTo === null) return rows;
  const seen = new Set((await listProjectsOf(trx, sight)).map(({ name }) => name));
  const told = (side?: JsonObject) =>
    side && typeof side.project === "string" && !seen.has(side.project) ? { ...side, project: "another" } : side;
  return rows.map(({ details: { before, after }, ...row }) => ({
    ...row,
    details: { ...(before && { before: told(before) }), ...(after && { after: told(after) }) },
  }));
}

const withoutAddresses = ({ permissions }: Organisation) => !permissions.has("member.update");

type Filter = Omit<z.output<typeof listActivityInput>, "organisation">;

/** One page of an organisation’s activity, newest first, with the options of its filters. */
export async function activityPage(trx: Trx, sight: Sight, filter: Filter, withoutAddresses: boolean) {
  const { actor, action, from, to, q, limit, cursor } = filter;
  const place = fromCursor(cursor, numberPattern);
  const rows = await listRows(trx, sight, {
    actorId: actor,
    operation: action,
    from: from ? new Date(from) : undefined,
    to: to ? new Date(Date.parse(to) + dayMs) : undefined,
    words: q,
    withoutAddresses,
    before: place && { at: place.at, seq: Number(place.id) },
    limit: limit + 1,
  });
  const page = toPage(rows, limit, ({ at, seq }) => ({ at, id: seq }));
  const items = page.items.map(({ seq, ...row }) => ({ ...row, seq: Number(seq) }));
  const actors = [...new Set(items.flatMap(({ actorId }) => actorId ?? []))];
  const faces = await facesOf(trx, sight.organisationId, actors);
  return { ...page, items, faces, ...(await auditFacets(trx, sight)) };
}

/** An organisation's activity, for its members. */
export const listActivity = organisationQuery("auditLog.list", {
  input: listActivityInput,
  token: "organisation",
  permission: "auditLog.read",
  run: ({ trx, organisation, actor: reader }, { organisation: _, ...filter }) =>
    activityPage(trx, sightOf(organisation, reader), filter, withoutAddresses(organisation)),
});

/** The same by offset instead of by page mark, with a total: for programs that page so. `from` and `to` are instants. */
export const countActivity = organisationQuery("auditLog.count", {
  input: countActivityInput,
  token: "organisation",
  permission: "auditLog.read",
  async run({ trx, organisation, actor: reader }, { actor, action, actorEmail, limit, offset, ...rest }) {
    const { verbs, nouns, from, to, q } = rest;
    const hidden = withoutAddresses(organisation);
    const filter = {
      ...{ actorId: actor, operation: action, verbs, nouns, from, to },
      words: q || undefined,
      // A search must not reveal whose address is what.
      actorEmail: actorEmail ? { part: actorEmail, of: hidden ? reader.userId : null } : undefined,
      ...(q && { withoutAddresses: hidden }),
    };
    const rows = await listRows(trx, sightOf(organisation, reader), {
      ...filter,
      withoutAddresses: hidden,
      limit,
      offset,
    });
    const total = await countAudit(trx, sightOf(organisation, reader), filter);
    const actors = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
    const emails = new Map((await emailsOf(trx, actors)).map(({ id, email }) => [id, email]));
    const emailOf = (id: string | null) => (id && (!hidden || id === reader.userId) ? (emails.get(id) ?? null) : null);
    const items = rows.map(({ seq, ...row }) => ({ ...row, seq: Number(seq), actorEmail: emailOf(row.actorId) }));
    return { items, total };
  },
});

/** Checks every chain of the log. `breaks` is empty if all are sound; `heads` are worth keeping elsewhere. */
export const verifyAudit = portalQuery("auditLog.verify", {
  input: nothing,
  run: async ({ trx }) => ({ breaks: await listBreaks(trx), heads: await listHeads(trx) }),
});
