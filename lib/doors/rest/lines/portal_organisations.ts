import { exportAnyActivity, listAnyActivity } from "@/lib/audit/organisation_operations";
import { activityShape } from "@/lib/audit/shape";
import { withAvatarUrl } from "@/lib/avatars/url";
import { download, line, made, pages, type Rest } from "@/lib/doors/rest/line";
import { listEveryOrganisation, readAnyOrganisation } from "@/lib/organisations/portal_operations";
import { correctOwner, provisionOrganisation, resendOwnerLink } from "@/lib/organisations/provision_operations";
import { administeredOrganisationShape, provisionedShape } from "@/lib/organisations/shape";

const all = "/admin/organisations";
const one = `${all}/:organisation`;

/** All organisations, for the portal’s administration and its billing program. */
export const portalOrganisationLines: Rest[] = [
  pages(all, "List all organisations", listEveryOrganisation, administeredOrganisationShape, withAvatarUrl),
  line("GET", one, "Read any organisation", readAnyOrganisation, administeredOrganisationShape, {
    show: withAvatarUrl,
  }),
  pages(`${one}/activity`, "Read any organisation’s audit log", listAnyActivity, activityShape),
  download(`${one}/activity/export`, "Export any organisation’s audit log", exportAnyActivity),
  line("POST", all, "Create an organisation for somebody", provisionOrganisation, provisionedShape, made),
  line("POST", `${one}/owner`, "Correct the address of an invited owner", correctOwner, provisionedShape),
  line("POST", `${one}/owner/resend`, "Send an invited owner a new link", resendOwnerLink, provisionedShape),
];
