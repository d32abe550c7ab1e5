import type { MailRow } from "@/db/queries/mails";

/** What the row of a mail about a sign-in keeps. */
export interface SignInFacts {
  session: string;
  browser: string | null;
  system: string | null;
  address: string | null;
}

/** A mail about a sign-in from a device that the account didn't know. */
export function signInLetterWords(mail: Pick<MailRow, "signIn" | "createdAt">, at: (date: Date) => string) {
  const { browser, system, address } = mail.signIn as unknown as SignInFacts;
  return {
    subject: "New sign-in to your account",
    lines: [
      "Somebody signed in to your Guildhall account from a device that it didn’t know.",
      `Browser: ${browser ?? "unknown"}. System: ${system ?? "unknown"}. IP address: ${address ?? "unknown"}. Time: ${at(mail.createdAt)}.`,
      "If this was you, you don’t need to do anything.",
    ],
    button: "This wasn’t me",
    foot: "The button leads to a page that ends this session; it works for seven days. Then check your ways to sign in, and change your password if you have one. You can disable these e-mails in your account, under Notification settings.",
  };
}
