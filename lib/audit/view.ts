import type { Trx } from "@/db/client";
import type { ActivityKind } from "@/db/queries/audit";
import { listProjectsOf } from "@/db/queries/projects";
import type { Sight } from "@/db/queries/sight";
import type { JsonObject } from "@/db/schema";
import type { Organisation } from "@/lib/kernel/entry";

const dayMs = 86_400_000;

interface Given {
  kind?: ActivityKind;
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
  q?: string;
}

/** The filters of the list and the export, as the queries take them. */
export const filterOf = ({ kind, actor, action, from, to, q }: Given) => ({
  kind,
  actorId: actor,
  operation: action,
  from: from ? new Date(from) : undefined,
  to: to ? new Date(Date.parse(to) + dayMs) : undefined,
  words: q || undefined,
});

export const withoutAddresses = ({ permissions }: Organisation) => !permissions.has("member.update");

interface Details {
  before?: JsonObject;
  after?: JsonObject;
}
/** What a reader sees of a row's details: a server's move doesn't name a project that they can't see. */
export async function toldTo(trx: Trx, sight: Sight): Promise<(details: Details) => Details> {
  if (sight.narrowedTo === null) return (details) => details;
  const seen = new Set((await listProjectsOf(trx, sight)).map(({ name }) => name));
  const told = (side: JsonObject) =>
    typeof side.project === "string" && !seen.has(side.project) ? { ...side, project: "another" } : side;
  return ({ before, after }) => ({ ...(before && { before: told(before) }), ...(after && { after: told(after) }) });
}

/** Whose reason is for administrators only. */
const discreet = new Set(["user.disable", "user.enable"]);

interface OwnRow {
  actorId: string | null;
  operation: string;
  address: string | null;
  details: unknown;
}

/** A row of an account's log as its owner sees it: where an administrator was isn't their business. */
export function toldToOwner<Row extends OwnRow>(row: Row, userId: string): Row {
  const isForeign = row.actorId !== null && row.actorId !== userId;
  return { ...row, ...(isForeign && { address: null }), ...(discreet.has(row.operation) && { details: {} }) };
}
