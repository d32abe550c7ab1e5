import type { MailRow } from "@/db/queries/mails";
import { env } from "@/lib/env";
import { securityPlace } from "@/lib/mails/security_words";
import type { SignInFacts } from "@/lib/mails/sign_in_words";
import { linkToken } from "@/lib/tokens";

/**
 * The link of an e-mail. `mailed` is only for the address's owner; `copy` may be shown to somebody else and is, for an
 * invitation, a different link with fewer rights.
 */
export function mailLink(mail: MailRow, reach: "mailed" | "copy"): string {
  return new URL(path(mail, reach), env().PUBLIC_URL).href;
}

function path(mail: MailRow, reach: "mailed" | "copy"): string {
  const { kind, invitationId, version, tokenId, transferId, detail, signIn } = mail;
  if (kind === "invitation")
    return `/invitations/${linkToken(reach === "mailed" ? "invitation.mail" : "invitation.copy", invitationId ?? "", version ?? 1)}`;
  if (kind === "verify") return `/verify-email?token=${linkToken("verify", tokenId ?? "")}`;
  if (kind === "reset") return `/reset-password?token=${linkToken("reset", tokenId ?? "")}`;
  if (kind === "signInLink") return `/sign-in/link?token=${linkToken("signInLink", tokenId ?? "")}`;
  if (kind === "provisioned") return `/welcome?token=${linkToken("provisioned", tokenId ?? "")}`;
  if (kind === "newAddress") return `/confirm-address?token=${linkToken("newAddress", tokenId ?? "")}`;
  if (kind === "undoAddress") return `/undo-address?token=${linkToken("undoAddress", tokenId ?? "")}`;
  if (kind === "transfer") return `/dashboard/transfers/${transferId}`;
  if (kind === "newDevice")
    return `/sessions/end?token=${linkToken("endSession", (signIn as unknown as SignInFacts).session)}`;
  if (kind === "security") return securityPlace(detail)[1];
  if (kind === "notice") return "/dashboard/notifications";
  return "/sign-in";
}
