import { findDeleted } from "@/db/queries/deletions";
import { findAnyOrganisation } from "@/db/queries/portal_organisations";
import { activityPage } from "@/lib/audit/operations";
import { listActivityInput } from "@/lib/audit/schema";
import { AppError } from "@/lib/errors";
import { portalQuery } from "@/lib/kernel/kinds";

/** The activity of any organisation, also of a deleted one, for the portal’s administration. */
export const listAnyActivity = portalQuery("organisation.activity", {
  input: listActivityInput,
  async run({ trx }, { organisation: reference, ...filter }) {
    const present = await findAnyOrganisation(trx, reference);
    const organisationId = present?.id ?? (await findDeleted(trx, reference))?.organisationId;
    if (!organisationId) throw new AppError("unknown");
    return activityPage(trx, { organisationId, narrowedTo: null }, filter, false);
  },
});
