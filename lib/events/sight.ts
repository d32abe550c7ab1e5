import { AppError } from "@/lib/errors";
import { type Organisation, requirePermission } from "@/lib/kernel/entry";

/** Those who subscribe to events, or read deliveries, must be allowed to see all of them. @throws FORBIDDEN */
export function requireWholeSight(organisation: Organisation): void {
  if (organisation.narrowed) throw new AppError("webhook.sight");
  requirePermission(organisation, "auditLog.read", () => new AppError("webhook.sight"));
}
