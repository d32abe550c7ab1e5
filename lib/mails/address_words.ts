import type { MailRow } from "@/db/queries/mails";

/** The mails about a change of address: to the new one, to confirm it, and to the former, to undo it. */
export function addressWords(mail: MailRow, until: (date: Date | null) => string) {
  const { kind, recipient, newAddress, tokenExpiresAt } = mail;
  if (kind === "newAddress")
    return {
      subject: "Confirm your new e-mail address",
      lines: [
        `Somebody, probably you, wants to use ${recipient} for their Guildhall account.`,
        `Sign in to that account to confirm it. The link works until ${until(tokenExpiresAt)}.`,
      ],
      button: "Confirm address",
      foot: "If you didn’t ask for this, ignore this e-mail: nothing happens unless somebody signed in uses the link.",
    };
  return {
    subject: "Your account has a new e-mail address",
    lines: [
      `Your Guildhall account now has the address ${newAddress ?? "that was confirmed"} instead of ${recipient}.`,
      `If this wasn’t you, undo it. That signs everybody out, and the password no longer works. The link works until ${until(tokenExpiresAt)}.`,
    ],
    button: "Undo the change",
    foot: "If you changed the address yourself, you don’t need to do anything.",
  };
}
