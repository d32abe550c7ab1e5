import { findAnyOrganisation } from "@/db/queries/portal_organisations";
import { activityPage } from "@/lib/audit/operations";
import { listActivityInput } from "@/lib/audit/schema";
import { AppError } from "@/lib/errors";
import { portalQuery } from "@/lib/kernel/kinds";

/** The activity of any organisation, for the portal’s administration. */
export const listAnyActivity = portalQuery("organisation.activity", {
  input: listActivityInput,
  async run({ trx }, { organisation: reference, ...filter }) {
    const organisation = await findAnyOrganisation(trx, reference);
    if (!organisation) throw new AppError("unknown");
    return activityPage(trx, { organisationId: organisation.id, narrowedTo: null }, filter, false);
  },
});
