import type { Trx } from "@/db/client";
import { findDeleted } from "@/db/queries/deletions";
import { findAnyOrganisation } from "@/db/queries/portal_organisations";
import { beginExport, exportPartOf } from "@/lib/audit/export_operations";
import { activityPage } from "@/lib/audit/operations";
import { exportActivityInput, exportPartInput, listActivityInput } from "@/lib/audit/schema";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/kernel/actor";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { enterOwnDeleted } from "@/lib/organisations/deletion/require";

/** Any organisation, also a deleted one, even if nothing else is left of it. For the portal's scope. */
async function findAny(trx: Trx, reference: string) {
  const present = await findAnyOrganisation(trx, reference);
  if (present) return present;
  const deleted = await findDeleted(trx, reference);
  if (!deleted) throw new AppError("unknown");
  return { id: deleted.organisationId, name: deleted.name, handle: deleted.handle };
}
const wholeOf = (organisationId: string) => ({ organisationId, narrowedTo: null });

/** The activity of any organisation, for the portal’s administration. */
export const listAnyActivity = portalQuery("organisation.activity", {
  input: listActivityInput,
  run: async ({ trx }, { organisation, ...filter }) =>
    activityPage(trx, wholeOf((await findAny(trx, organisation)).id), filter, false),
});

/** The next rows of its export. */
const readAnyExportPart = portalQuery("organisation.activityPart", {
  input: exportPartInput,
  run: async ({ trx }, given) => exportPartOf(trx, wholeOf((await findAny(trx, given.organisation)).id), given, false),
});

/** The activity of any organisation as a file, for the portal’s administration. */
export const exportAnyActivity = portalCommand("organisation.exportActivity", {
  did: "exported the activity of",
  event: null,
  input: exportActivityInput,
  run: async (tools, given) =>
    beginExport(tools, await findAny(tools.trx, given.organisation), given, readAnyExportPart),
});

async function ownDeleted(trx: Trx, actor: UserActor, reference: string) {
  const { organisationId: id, name, handle } = await enterOwnDeleted(trx, actor, reference);
  return { id, name, handle };
}

/** The activity of a deleted organisation, for its former owner. */
export const listDeletedActivity = accountQuery("organisation.deletedActivity", {
  input: listActivityInput,
  token: "account",
  run: async ({ trx, actor }, { organisation, ...filter }) =>
    activityPage(trx, wholeOf((await ownDeleted(trx, actor, organisation)).id), filter, false),
});

/** The next rows of its export. */
const readDeletedExportPart = accountQuery("organisation.deletedActivityPart", {
  input: exportPartInput,
  token: "account",
  run: async ({ trx, actor }, given) =>
    exportPartOf(trx, wholeOf((await ownDeleted(trx, actor, given.organisation)).id), given, false),
});

/** The activity of a deleted organisation as a file, for its former owner. */
export const exportDeletedActivity = accountCommand("organisation.exportDeletedActivity", {
  did: "exported the activity of",
  event: null,
  input: exportActivityInput,
  token: "account",
  limits: [{ points: 60, seconds: 3_600, by: "actor" }],
  run: async ({ actor, ...tools }, given) =>
    beginExport(tools, await ownDeleted(tools.trx, actor, given.organisation), given, readDeletedExportPart),
});
