import { checkChains, listPortalActivity } from "@/lib/audit/portal_operations";
import { activityShape, chainsShape } from "@/lib/audit/shape";
import { line, pages, type Rest } from "@/lib/doors/rest/line";

/** The portal's own log. */
export const portalLogLines: Rest[] = [
  pages("/admin/activity", "List the portal’s own activity", listPortalActivity, activityShape),
  line("GET", "/admin/activity/chains", "Check every chain of the audit log", checkChains, chainsShape),
];
