import { z } from "zod";
import { exportDeletedActivity, listDeletedActivity } from "@/lib/audit/organisation_operations";
import { activityShape } from "@/lib/audit/shape";
import { withLogo } from "@/lib/avatars/url";
import { asking, download, line, one, pages, type Rest } from "@/lib/doors/rest/line";
import {
  deleteOrganisation,
  listDeleted,
  purgeOrganisation,
  readContents,
  readDeleted,
  restoreOrganisation,
} from "@/lib/organisations/deletion/operations";
import {
  portalDeleteOrganisation,
  portalReadDeleted,
  portalRestoreOrganisation,
} from "@/lib/organisations/deletion/portal_operations";
import {
  deletedOrganisationShape,
  endedOrganisationShape,
  organisationContentsShape,
  portalDeletionShape,
  purgedOrganisationShape,
  restoredOrganisationShape,
} from "@/lib/organisations/deletion/shape";
import { suspendOrganisation, unsuspendOrganisation } from "@/lib/organisations/suspension/operations";
import { suspensionShape } from "@/lib/organisations/suspension/shape";

const deleted = "/account/deleted-organisations";
const administered = "/admin/organisations/:organisation";

/** The end of organisations, their restoration and suspension. */
export const deletionLines: Rest[] = [
  line(
    "GET",
    `${one}/contents`,
    "Read what deleting an organisation would remove",
    readContents,
    organisationContentsShape,
  ),
  asking(
    line("DELETE", one, "Delete an organisation", deleteOrganisation, endedOrganisationShape, { show: withLogo }),
    "confirm",
    "permanent",
  ),
  line("GET", deleted, "List your deleted organisations", listDeleted, z.array(deletedOrganisationShape)),
  line("GET", `${deleted}/:organisation`, "Read a deleted organisation", readDeleted, deletedOrganisationShape),
  pages(
    `${deleted}/:organisation/activity`,
    "Read the audit log of a deleted organisation",
    listDeletedActivity,
    activityShape,
  ),
  download(
    `${deleted}/:organisation/activity/export`,
    "Export the audit log of a deleted organisation",
    exportDeletedActivity,
  ),
  line(
    "POST",
    `${deleted}/:organisation/restore`,
    "Restore a deleted organisation",
    restoreOrganisation,
    restoredOrganisationShape,
  ),
  asking(
    line(
      "DELETE",
      `${deleted}/:organisation`,
      "Delete an organisation for good now",
      purgeOrganisation,
      purgedOrganisationShape,
    ),
    "confirm",
  ),
  line("POST", `${administered}/suspend`, "Suspend an organisation", suspendOrganisation, suspensionShape),
  line("POST", `${administered}/unsuspend`, "End a suspension", unsuspendOrganisation, suspensionShape),
  line(
    "POST",
    `${administered}/delete`,
    "Delete an organisation for its owner",
    portalDeleteOrganisation,
    portalDeletionShape,
  ),
  line(
    "POST",
    `${administered}/restore`,
    "Restore an organisation for its owner",
    portalRestoreOrganisation,
    restoredOrganisationShape,
  ),
  line(
    "GET",
    "/admin/deleted-organisations/:organisation",
    "Read any deleted organisation",
    portalReadDeleted,
    deletedOrganisationShape,
  ),
];
