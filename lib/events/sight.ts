import { AppError } from "@/lib/errors";
import { type Organisation, requirePermission } from "@/lib/kernel/entry";

/** Whoever has what happens told elsewhere, or reads what was told, must see all of it. @throws FORBIDDEN */
export function requireWholeSight(organisation: Organisation): void {
  if (organisation.narrowed) throw new AppError("webhook.sight");
  requirePermission(organisation, "auditLog.read", () => new AppError("webhook.sight"));
}
