import type { z } from "zod";
import type { Trx } from "@/db/client";
import {
  type ActivityKind,
  type AuditFilter,
  auditFacets,
  countAudit,
  listAudit,
  listBreaks,
  listHeads,
} from "@/db/queries/audit";
import { listCheckpoints } from "@/db/queries/audit_checkpoints";
import { facesOf } from "@/db/queries/profiles";
import type { Sight } from "@/db/queries/sight";
import { emailsOf } from "@/db/queries/users";
import { isGenuine } from "@/lib/audit/checkpoint";
import { countActivityInput, listActivityInput } from "@/lib/audit/schema";
import { filterOf, toldTo, withoutAddresses } from "@/lib/audit/view";
import { organisationQuery } from "@/lib/kernel/kinds";
import { portalQuery } from "@/lib/kernel/portal_kinds";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";
import { sightOf } from "@/lib/projects/sight";

/** Rows as this reader may see them. */
async function listRows(trx: Trx, sight: Sight, filter: AuditFilter) {
  const rows = await listAudit(trx, sight, filter);
  const told = await toldTo(trx, sight);
  return rows.map((row) => ({ ...row, details: told(row.details) }));
}

/** What was asked for by name is shown; else sign-ins and refusals only where somebody wants them. */
const kindOf = (kind: ActivityKind | undefined, action: unknown): ActivityKind => kind ?? (action ? "all" : "changes");

type Filter = Omit<z.output<typeof listActivityInput>, "organisation">;

/** One page of an organisation’s activity, newest first, with the options of its filters. */
export async function activityPage(trx: Trx, sight: Sight, filter: Filter, withoutAddresses: boolean) {
  const { limit, cursor, ...given } = filter;
  const place = fromCursor(cursor, numberPattern);
  const rows = await listRows(trx, sight, {
    ...filterOf({ ...given, kind: kindOf(given.kind, given.action) }),
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
    const { kind, verbs, nouns, from, to, q } = rest;
    const hidden = withoutAddresses(organisation);
    const filter = {
      kind: kindOf(kind, action ?? verbs ?? nouns),
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

/**
 * Checks every chain of the log, and that the beginning of a shortened one was removed by the portal. `breaks` is empty if all are sound;
 * `heads` and `checkpoints` are worth keeping elsewhere.
 */
export const verifyAudit = portalQuery("auditLog.verify", {
  input: nothing,
  async run({ trx }) {
    const checkpoints = await listCheckpoints(trx);
    const forged = checkpoints
      .filter((checkpoint) => !isGenuine(checkpoint))
      .map(({ chain, seq }) => ({ chain, seq, what: "checkpoint forged" }));
    return {
      breaks: [...(await listBreaks(trx)), ...forged],
      heads: await listHeads(trx),
      checkpoints: checkpoints.map(({ signature: _, ...checkpoint }) => checkpoint),
    };
  },
});
