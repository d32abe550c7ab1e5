import { exportActivity } from "@/lib/audit/export_operations";
import { listActivity } from "@/lib/audit/operations";
import { activityShape } from "@/lib/audit/shape";
import { download, one, pages, type Rest } from "@/lib/doors/rest/line";

/** The audit log. */
export const activityLines: Rest[] = [
  pages(`${one}/activity`, "Read the audit log", listActivity, activityShape),
  download(`${one}/activity/export`, "Export the audit log", exportActivity),
];
