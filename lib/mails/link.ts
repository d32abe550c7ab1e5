import type { MailRow } from "@/db/queries/mails";
import { env } from "@/lib/env";
import { linkToken } from "@/lib/tokens";

/**
 * The link of an e-mail. `mailed` is only for the address's owner; `copy` may be shown to somebody else and is, for an
 * invitation, a different link with fewer rights.
 */
export function mailLink(mail: MailRow, reach: "mailed" | "copy"): string {
  return new URL(path(mail, reach), env().PUBLIC_URL).href;
}

function path({ kind, invitationId, version, tokenId, transferId }: MailRow, reach: "mailed" | "copy"): string {
  if (kind === "invitation")
    return `/invitations/${linkToken(reach === "mailed" ? "invitation.mail" : "invitation.copy", invitationId ?? "", version ?? 1)}`;
  if (kind === "verify") return `/verify-email?token=${linkToken("verify", tokenId ?? "")}`;
  if (kind === "reset") return `/reset-password?token=${linkToken("reset", tokenId ?? "")}`;
  if (kind === "provisioned") return `/welcome?token=${linkToken("provisioned", tokenId ?? "")}`;
  if (kind === "transfer") return `/dashboard/transfers/${transferId}`;
  if (kind === "notice") return "/dashboard/notifications";
  return "/sign-in";
}
