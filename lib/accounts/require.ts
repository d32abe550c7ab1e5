import { passwordSignIn } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** For whatever a password is used for. @throws FEATURE_DISABLED on a portal without passwords */
export function requirePasswords(): void {
  if (!passwordSignIn()) throw new AppError("account.passwordsOff");
}
