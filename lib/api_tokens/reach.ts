import type { Via } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import type { Reach } from "@/lib/operation";

/** Whether a token goes as far as an operation asks. Those of the portal and all others have nothing in common. @throws FORBIDDEN */
export function requireReach({ reach }: Via, needed: Reach): void {
  if (needed === "portal" && reach !== "portal") throw new AppError("token.portal");
  if (needed === "never") throw new AppError("token.reach");
  if (reach === "portal" && needed !== "portal") throw new AppError("token.portalAlone");
  if (reach === "organisation" && needed === "account") throw new AppError("token.reach");
}
