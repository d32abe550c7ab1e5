import type { MailRow } from "@/db/queries/mails";

/** What the owner of an account is told about its second factor, its ways to sign in, its address, its end, or what an administrator did to it. */
export type SecurityNews = keyof typeof securityWords;

/** Subject, and the sentence of the mail. */
const securityWords = {
  authenticatorAdded: [
    "An authenticator app was added to your account",
    "An authenticator app was added to your account. From now on, signing in can ask for one of its codes.",
  ],
  authenticatorRemoved: [
    "The authenticator app was removed from your account",
    "The authenticator app was removed from your account. Its codes are no longer accepted.",
  ],
  factorReset: [
    "Your second factor was removed",
    "A portal administrator removed the second factor of your account: authenticator app, passkeys and recovery codes. You were signed out everywhere. Your account’s log has the reason.",
  ],
  passkeyAdded: [
    "A passkey was added to your account",
    "A passkey was added to your account. It signs in without the password, and counts as a second factor.",
  ],
  passkeyRemoved: [
    "A passkey was removed from your account",
    "A passkey was removed from your account. It no longer opens it, and other sessions that used it have ended.",
  ],
  passkeyCopied: [
    "A passkey of your account may be copied",
    "Somebody used a passkey of your account whose counter went back, which happens when there is a copy of it. It was refused. Remove this passkey: your account’s log names it.",
  ],
  recoveryCodesMade: [
    "New recovery codes for your account",
    "New recovery codes were created for your account. The former ones no longer work.",
  ],
  recoveryCodeUsed: [
    "A recovery code of your account was used",
    "Somebody signed in to your account with one of its recovery codes. That code no longer works.",
  ],
  identityLinked: [
    "A provider was linked to your account",
    "An account that you have elsewhere was linked to your account here, and signs you in from now on. Your ways to sign in show which.",
  ],
  identityUnlinked: [
    "A provider was unlinked from your account",
    "An account that you have elsewhere was unlinked from your account here. It no longer signs you in.",
  ],
  addressRequested: [
    "Your account is about to get another address",
    "Somebody, probably you, asked for another e-mail address for your account. Nothing changes until the new one is confirmed; until then you can cancel it on your account’s page.",
  ],
  addressRestored: [
    "Your account has its former address again",
    "The change of your account’s address was undone by the link that we sent you. You were signed out everywhere, and the password no longer works. Another e-mail has the link that lets you in again.",
  ],
  addressUndone: [
    "The change of an account’s address was undone",
    "An account used this address for a while. The change was undone from its former address, so this one no longer belongs to the account.",
  ],
  accountDisabled: [
    "Your account was disabled",
    "A portal administrator disabled your account. Nobody can sign in to it, and its access tokens don’t work. Nothing in it was deleted.",
  ],
  accountEnabled: [
    "Your account is enabled again",
    "A portal administrator enabled your account again. You can sign in as before.",
  ],
  accountVerified: [
    "Your e-mail address was verified",
    "A portal administrator marked this e-mail address as verified, so you needn’t use the link any more.",
  ],
  accountPromoted: [
    "You are a portal administrator now",
    "A portal administrator made you one as well. The administration is in the menu of your account.",
  ],
  accountDemoted: [
    "You are no longer a portal administrator",
    "A portal administrator removed your rights to administer this portal. Your account and your organisations stay as they are.",
  ],
  accountSignedOut: [
    "You were signed out",
    "A portal administrator ended every session of your account. Sign in again to go on. Access tokens still work.",
  ],
  leaving: [
    "Your account is going to be deleted",
    "You left Guildhall: your account, and what is only yours, is going to be deleted. You were signed out everywhere, and access tokens no longer work.",
  ],
  stayed: ["Your account stays", "You signed in and chose to stay, so your account isn’t going to be deleted."],
  left: [
    "Your account is deleted",
    "The time to change your mind is over: your account is deleted with all that is only yours. Logs of organisations keep the name that you had.",
  ],
} as const;

/** The button of a mail, and where it leads. */
export function securityPlace(detail: string | null): readonly [button: string, path: string] {
  if (detail === "leaving") return ["Sign in to stay", "/sign-in?next=%2Fstay"];
  if (detail === "addressUndone" || detail === "left") return ["Open Guildhall", "/sign-in"];
  if (detail?.startsWith("passkey") || detail?.startsWith("identity"))
    return ["View ways to sign in", "/dashboard/account/sign-in"];
  if (detail === "stayed" || detail?.startsWith("address")) return ["View account", "/dashboard/account"];
  if (isByAdministrator(detail)) return ["Open Guildhall", "/dashboard"];
  return ["View second factor", "/dashboard/account/second-factor"];
}

/** Whether it is about what an administrator of the portal did. */
const isByAdministrator = (detail: string | null) => detail === "factorReset" || detail?.startsWith("account") === true;

export const securityNews = Object.keys(securityWords) as SecurityNews[];

/** A mail about what keeps an account safe, its address, or its end. */
export function securityLetterWords(
  { detail, leavingUntil }: Pick<MailRow, "detail" | "leavingUntil">,
  until: (date: Date | null) => string,
) {
  const [subject, line] = securityWords[detail as SecurityNews];
  const stay = `If you sign in until ${until(leavingUntil)}, you can stay.`;
  return {
    subject,
    lines: detail === "leaving" ? [line, stay] : [line],
    button: securityPlace(detail)[0],
    foot: isByAdministrator(detail)
      ? "If you didn’t expect this, contact the portal’s administrator."
      : "If this wasn’t you, check your ways to sign in, end all other sessions, and contact the portal’s administrator.",
  };
}
